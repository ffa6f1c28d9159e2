package io.github.maskloom.spring;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.ImageCatalog;
import io.github.maskloom.image.MemoryBudget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of Maskloom without asking a service, a disk or a model. */
record MaskloomHealth(
    MemoryBudget budget, Optional<FusionClients> clients, Optional<FurnitureCatalog> catalog) {

  /** Whether it takes work. */
  boolean isUp() {
    return clients.isEmpty() || !clients.get().isClosed();
  }

  /** Numbers for operators. */
  Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("budgetBytes", budget.ceilingBytes());
    details.put("reservedBytes", budget.reservedBytes());
    details.put("waiting", budget.waitingCount());
    clients.ifPresent(known -> details.put("providers", known.names()));
    catalog.ifPresent(
        known -> {
          ImageCatalog.Statistics read = known.statistics();
          details.put("catalogLoads", read.loads());
          details.put("catalogFailures", read.failures());
        });
    return details;
  }
}
