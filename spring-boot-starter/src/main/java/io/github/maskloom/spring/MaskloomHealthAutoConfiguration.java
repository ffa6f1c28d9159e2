package io.github.maskloom.spring;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.image.MemoryBudget;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * The bean that reports the health of Maskloom: out of service once the clients are closed, else
 * up. Spring Boot 4 has the types of health in a package of another name than 3.5. There is a class
 * for each, and either is loaded where its types are.
 */
@AutoConfiguration(after = MaskloomFusionAutoConfiguration.class)
@ConditionalOnProperty(name = "management.health.maskloom.enabled", matchIfMissing = true)
class MaskloomHealthAutoConfiguration {
  private static final String BEAN = "maskloomHealthIndicator";

  @Bean
  @Lazy
  @ConditionalOnMissingBean
  MaskloomHealth maskloomHealth(
      MemoryBudget budget,
      ObjectProvider<FusionClients> clients,
      ObjectProvider<FurnitureCatalog> catalog) {
    return new MaskloomHealth(
        budget,
        Optional.ofNullable(clients.getIfUnique()),
        Optional.ofNullable(catalog.getIfUnique()));
  }

  /** For Spring Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
  static class Four {
    @Bean(BEAN)
    @ConditionalOnMissingBean(name = BEAN)
    org.springframework.boot.health.contributor.HealthIndicator health(
        ObjectProvider<MaskloomHealth> known) {
      return () ->
          (known.getObject().isUp()
                  ? org.springframework.boot.health.contributor.Health.up()
                  : org.springframework.boot.health.contributor.Health.outOfService())
              .withDetails(known.getObject().details())
              .build();
    }
  }

  /** For Spring Boot 3.5. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
  static class Three {
    @Bean(BEAN)
    @ConditionalOnMissingBean(name = BEAN)
    org.springframework.boot.actuate.health.HealthIndicator health(
        ObjectProvider<MaskloomHealth> known) {
      return () ->
          (known.getObject().isUp()
                  ? org.springframework.boot.actuate.health.Health.up()
                  : org.springframework.boot.actuate.health.Health.outOfService())
              .withDetails(known.getObject().details())
              .build();
    }
  }
}
