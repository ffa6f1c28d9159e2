package io.github.maskloom.fusion.spi;

import io.github.maskloom.fusion.call.ProviderDiscovery;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A kind of service, or a program, that puts things into images of rooms.
 *
 * <p>A provider turns prepared images and a prompt into images; it knows nothing of how masks are
 * composited or photos restored. To be found, its class is public, and has a public constructor
 * without parameters that does no I/O. The class is named in {@code
 * META-INF/services/io.github.maskloom.fusion.spi.FusionProvider}, or in its module's {@code
 * provides}.
 *
 * <p><b>Threads:</b> safe.
 */
public interface FusionProvider {
  /**
   * {@return every provider on the class path and the module path, found by {@link
   * java.util.ServiceLoader} with the class loader that loaded this library} One that cannot be
   * loaded, or has no id, is logged and left out. Each call makes new instances.
   */
  static List<FusionProvider> installed() {
    return ProviderDiscovery.installed().all();
  }

  /**
   * {@return every provider that a class loader finds} See {@link #installed()}.
   *
   * @param loader such as that of an application that has providers of its own
   */
  static List<FusionProvider> installed(ClassLoader loader) {
    return ProviderDiscovery.in(loader).all();
  }

  /**
   * {@return the name that callers choose it by, such as {@code ark}: lower case, never changing or
   * empty}
   */
  String id();

  /**
   * {@return further names that callers choose it by, each for a setup of its own} {@link #open}
   * gets {@link ProviderConfig.Defaults} with the name that was asked for. None unless overridden.
   */
  default Set<String> aliases() {
    return Set.of();
  }

  /** {@return what it can do unless a configuration or an option says otherwise; never null} */
  ProviderCapabilities capabilities();

  /**
   * Opens a session, which keeps its own connections and threads.
   *
   * @param config {@link ProviderConfig.Defaults} or the provider's own type
   * @return a session, never null; the caller closes it
   * @throws IllegalArgumentException if the provider does not take the configuration's type or a
   *     value in it
   * @throws io.github.maskloom.fusion.FusionAccessException if a key is missing
   * @throws IOException if something that it needs cannot be opened
   */
  ProviderSession open(ProviderConfig config) throws IOException;
}
