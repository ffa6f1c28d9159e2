package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.FusionClient.ProviderNotFoundException;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The providers that a class loader finds. One that is broken does not hide the others. */
public final class ProviderDiscovery {
  /** Names of providers that have a jar of this project. */
  private static final Set<String> OWN =
      Set.of(
          "ark", "dashscope", "fal", "flux", "gemini", "ideogram", "local", "openai", "sd-server");

  /** An id is near another one that so many letters more, less or exchanged make of it. */
  private static final int NEAR = 2;

  private static final RateLimitedWarning BROKEN = new RateLimitedWarning(ProviderDiscovery.class);
  private static final int MAX_BROKEN = 100;

  private final List<FusionProvider> found = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  private ProviderDiscovery() {}

  /**
   * {@return every provider on the class path and the module path, found with the class loader that
   * loaded this library}
   */
  public static ProviderDiscovery installed() {
    return in(ProviderDiscovery.class.getClassLoader());
  }

  /**
   * {@return the installed provider that a configuration is for} See {@link #named}.
   *
   * @param config names it by its id or an alias
   */
  public static FusionProvider of(ProviderConfig config) {
    return installed().named(config.providerId());
  }

  /**
   * {@return every provider that a class loader finds}
   *
   * @param loader asked once; null for that of the system
   */
  public static ProviderDiscovery in(@Nullable ClassLoader loader) {
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
      List<String> ignored = names(provider);
      found.add(provider);
    } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
      BROKEN.warn("a fusion provider cannot be loaded and is left out", e);
      broken.add(String.valueOf(e.getMessage()));
    }
    // A file that cannot even be parsed may fail for ever.
    return broken.size() < MAX_BROKEN;
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

  /** Its id, and behind it the other names that it is found by. */
  private static List<String> names(FusionProvider provider) {
    return Stream.concat(Stream.of(idOf(provider)), provider.aliases().stream().sorted()).toList();
  }

  /** {@return those that could be loaded} */
  public List<FusionProvider> all() {
    return List.copyOf(found);
  }

  /**
   * The provider with an id, or else an alias.
   *
   * @throws ProviderNotFoundException if there is none; says what to add
   * @throws IllegalStateException if there are several; says which
   */
  FusionProvider named(String id) {
    List<FusionProvider> named = found.stream().filter(p -> p.id().equals(id)).toList();
    if (named.isEmpty()) {
      named = found.stream().filter(p -> p.aliases().contains(id)).toList();
    }
    if (named.isEmpty()) {
      List<String> ids = found.stream().map(FusionProvider::id).sorted().toList();
      throw new ProviderNotFoundException(id, ids, advice(id));
    }
    if (named.size() > 1) {
      List<String> classes = named.stream().map(p -> p.getClass().getName()).toList();
      throw new IllegalStateException(
          "several fusion providers call themselves %s: %s; keep one, or pass an instance"
              .formatted(id, String.join(", ", classes)));
    }
    return named.get(0);
  }

  private String advice(String id) {
    String what = near(id).map(this::suggestion).orElseGet(() -> howToAdd(id));
    List<String> names = names();
    String found = "found: " + (names.isEmpty() ? "none" : String.join(", ", names));
    String shaded = "in a shaded jar the files META-INF/services must be merged";
    String failed = broken.isEmpty() ? "" : "; could not be loaded: " + String.join("; ", broken);
    return what + " (" + found + "; " + shaded + ")" + failed;
  }

  private String suggestion(String near) {
    boolean isThere = names().contains(near);
    return "did you mean " + near + "?" + (isThere ? "" : " Then " + howToAdd(near));
  }

  private static String howToAdd(String id) {
    String jar =
        switch (id) {
          case "red" -> "testing";
          case "sd-server" -> "openai-provider";
          default -> OWN.contains(id) ? id + "-provider" : "";
        };
    return jar.isEmpty()
        ? "add the jar that has it"
        : "add the dependency io.github.maskloom:maskloom-" + jar;
  }

  /** The id that was probably meant; empty if it is right, or if none is near. */
  private Optional<String> near(String id) {
    Set<String> known = new TreeSet<>(OWN);
    known.addAll(names());
    return known.stream()
        .filter(other -> distance(id, other) <= Math.min(NEAR, other.length() / 2))
        .min(Comparator.comparingInt(other -> distance(id, other)))
        .filter(other -> !other.equals(id));
  }

  /** How many letters are to be added, left out or exchanged, whatever their case. */
  private static int distance(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    int[] row = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 0; i < from.length(); i++) {
      int diagonal = row[0]++;
      for (int k = 0; k < other.length(); k++) {
        int exchanged = diagonal + (from.charAt(i) == other.charAt(k) ? 0 : 1);
        diagonal = row[k + 1];
        row[k + 1] = Math.min(exchanged, Math.min(row[k], diagonal) + 1);
      }
    }
    return row[other.length()];
  }

  /** All names of all that were found. */
  private List<String> names() {
    return found.stream().flatMap(each -> names(each).stream()).sorted().toList();
  }
}
