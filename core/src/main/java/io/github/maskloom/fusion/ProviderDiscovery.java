package io.github.maskloom.fusion;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers that a class loader finds. One that is broken does not hide the others. */
final class ProviderDiscovery {
  /** Providers that have a jar of this project. */
  private static final Set<String> OWN = Set.of("ark", "local", "openai");

  private static final Logger LOG = LoggerFactory.getLogger(ProviderDiscovery.class);
  private static final RateLimitedWarning BROKEN =
      new RateLimitedWarning(LOG, Duration.ofMinutes(1), System::nanoTime);
  private static final String LOCAL = "local";
  private static final int MOST_BROKEN = 100;

  private final List<FusionProvider> found = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  private ProviderDiscovery() {}

  static ProviderDiscovery in(ClassLoader loader) {
    ProviderDiscovery discovery = new ProviderDiscovery();
    Iterator<FusionProvider> providers =
        ServiceLoader.load(FusionProvider.class, loader).iterator();
    while (discovery.takeNext(providers)) {
      // Each is taken in a try of its own.
    }
    return discovery;
  }

  /** Takes one more provider, or false if there is none. */
  private boolean takeNext(Iterator<FusionProvider> providers) {
    try {
      if (!providers.hasNext()) {
        return false;
      }
      FusionProvider provider = providers.next();
      // A provider that cannot say what it is called is broken too.
      String ignored = idOf(provider);
      found.add(provider);
    } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
      BROKEN.warn("a fusion provider cannot be loaded and is left out", e);
      broken.add(String.valueOf(e.getMessage()));
    }
    // A file that cannot even be parsed may fail for ever.
    return broken.size() < MOST_BROKEN;
  }

  /**
   * What a provider is called.
   *
   * @throws IllegalArgumentException if it has no name
   */
  static String idOf(FusionProvider provider) {
    String id = provider.id();
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException(
          "the fusion provider " + provider.getClass().getName() + " has no id");
    }
    return id;
  }

  List<FusionProvider> all() {
    return List.copyOf(found);
  }

  /**
   * The provider with an id.
   *
   * @throws ProviderNotFoundException if there is none; says what to add
   * @throws IllegalStateException if there are several; says which
   */
  FusionProvider named(String id) {
    List<FusionProvider> named = found.stream().filter(p -> p.id().equals(id)).toList();
    if (named.isEmpty()) {
      throw new ProviderNotFoundException(id, ids(found), advice(id));
    }
    if (named.size() > 1) {
      throw new IllegalStateException(
          "several fusion providers call themselves %s: %s; keep one, or pass an instance"
              .formatted(id, classes(named)));
    }
    return named.get(0);
  }

  /**
   * The only provider beside the local one, or that if there is no other.
   *
   * @throws ProviderNotFoundException if there is none at all; says why that may be
   * @throws IllegalStateException if there are several to choose from; says which
   */
  FusionProvider only() {
    List<FusionProvider> remote = found.stream().filter(p -> !p.id().equals(LOCAL)).toList();
    if (remote.size() > 1) {
      throw new IllegalStateException(
          "several fusion providers are there, choose one by its id: "
              + String.join(", ", ids(remote)));
    }
    return remote.isEmpty() ? named(LOCAL) : remote.get(0);
  }

  private String advice(String id) {
    String what =
        OWN.contains(id)
            ? "add the dependency io.github.maskloom:maskloom-" + id + "-provider"
            : "add the jar that has it";
    String found = "found: " + (this.found.isEmpty() ? "none" : String.join(", ", ids(this.found)));
    String shaded = "in a shaded jar the files META-INF/services must be merged";
    String failed = broken.isEmpty() ? "" : "; could not be loaded: " + String.join("; ", broken);
    return what + " (" + found + "; " + shaded + ")" + failed;
  }

  private static List<String> ids(List<FusionProvider> providers) {
    return providers.stream().map(FusionProvider::id).sorted().toList();
  }

  private static String classes(List<FusionProvider> providers) {
    return String.join(", ", providers.stream().map(p -> p.getClass().getName()).toList());
  }
}
