package io.github.maskloom.fusion;

import io.github.maskloom.fusion.call.FallbackClient;
import io.github.maskloom.fusion.call.ProviderClient;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Opens clients, and shares them.
 *
 * <p>Providers are found by {@link java.util.ServiceLoader}, on the class path and the module path,
 * with the class loader that loaded this library unless another one is given. One that cannot be
 * loaded is logged and left out. The provider {@code local} is always there: it needs no key and no
 * network, and pastes a preview. <b>Threads:</b> safe.
 */
public final class FusionClients {
  private FusionClients() {}

  /** Every provider on the class path and the module path. */
  public static List<FusionProvider> providers() {
    return providers(ownLoader());
  }

  /** Every provider that the given class loader finds. */
  public static List<FusionProvider> providers(ClassLoader loader) {
    return ProviderDiscovery.in(loader).all();
  }

  /**
   * The shared client of the only provider beside {@code local}, or of {@code local} if there is no
   * other. See {@link #shared(String, FusionConfig)}.
   *
   * @throws IllegalStateException if there are several to choose from; says which
   */
  public static FusionClient shared(FusionConfig config) throws IOException {
    return shared(ProviderDiscovery.in(ownLoader()).only().id(), config);
  }

  /**
   * A handle on the one client of a provider and a configuration in this process. All handles share
   * its session, slots and queue. A closed handle accepts no more calls, and the others go on.
   * Closing the last one closes the client. A client that fails to open is not remembered.
   *
   * @param id such as {@code local} or {@code ark}
   * @throws io.github.maskloom.fusion.ProviderNotFoundException if no such provider is found; says
   *     which are, and what to add
   * @throws IllegalStateException if several have this id; says which
   * @throws IllegalArgumentException if the provider does not take the configuration, or has no id
   * @throws io.github.maskloom.fusion.FusionAccessException if a key is missing
   * @throws IOException if something that the provider needs, or the folder for temporary files,
   *     cannot be opened
   */
  public static FusionClient shared(String id, FusionConfig config) throws IOException {
    return shared(id, config, ownLoader());
  }

  /**
   * Shares a client of a provider that a class loader finds. See {@link #shared(String,
   * FusionConfig)}.
   */
  public static FusionClient shared(String id, FusionConfig config, ClassLoader loader)
      throws IOException {
    return SharedClient.acquire(
        new Key(id, loader, config), () -> open(ProviderDiscovery.in(loader).named(id), config));
  }

  /**
   * Shares a client of the given provider, whatever else is found. See {@link #shared(String,
   * FusionConfig)}.
   */
  public static FusionClient shared(FusionProvider provider, FusionConfig config)
      throws IOException {
    return SharedClient.acquire(
        new Key(ProviderDiscovery.idOf(provider), provider, config), () -> open(provider, config));
  }

  /**
   * Opens a client that nobody shares. See {@link #shared(String, FusionConfig)} for the errors.
   */
  public static FusionClient open(String id, FusionConfig config) throws IOException {
    return open(id, config, ownLoader());
  }

  /** Opens a client, that nobody shares, of a provider that a class loader finds. */
  public static FusionClient open(String id, FusionConfig config, ClassLoader loader)
      throws IOException {
    return open(ProviderDiscovery.in(loader).named(id), config);
  }

  /** Opens a client of the given provider that nobody shares. */
  public static FusionClient open(FusionProvider provider, FusionConfig config) throws IOException {
    return ProviderClient.open(ProviderDiscovery.idOf(provider), provider, config);
  }

  /**
   * A client that asks {@code fallback} when {@code primary} is down. That is when it cannot be
   * reached, fails, is overloaded, or its allowance is used up. Other failures, such as a broken
   * image or a refused prompt, are thrown as they are. {@link FusionResult#primaryFailure} says why
   * the fallback was asked. Closing this client closes both.
   *
   * <p>If both fail, the failure is thrown whose {@code delivery()} may have cost more, and the
   * first one if both are equal. The other one is suppressed in it.
   *
   * <p>The fallback is asked even if the first request may have been billed, since it is another
   * service.
   */
  public static FusionClient withFallback(FusionClient primary, FusionClient fallback) {
    return withFallback(primary, fallback, FusionClients::isDown);
  }

  /**
   * A client that asks {@code fallback} after the failures that {@code when} accepts. See {@link
   * #withFallback(FusionClient, FusionClient)}.
   *
   * @param when which; called on the thread that the first client's future completes on. If it
   *     throws, nobody else is asked, and the failure has what it threw suppressed
   */
  public static FusionClient withFallback(
      FusionClient primary, FusionClient fallback, Predicate<FusionException> when) {
    return new FallbackClient(
        Objects.requireNonNull(primary, "primary"),
        Objects.requireNonNull(fallback, "fallback"),
        Objects.requireNonNull(when, "when"));
  }

  private static boolean isDown(FusionException failure) {
    return failure instanceof FusionTransportException
        || failure instanceof FusionServiceException
        || failure instanceof FusionThrottledException
        || failure instanceof FusionQuotaException;
  }

  private static ClassLoader ownLoader() {
    return Objects.requireNonNullElseGet(
        FusionClients.class.getClassLoader(), ClassLoader::getSystemClassLoader);
  }

  /**
   * What makes clients the same.
   *
   * @param id of the provider
   * @param origin the class loader that finds it, or the provider itself
   * @param config its configuration
   */
  private record Key(String id, Object origin, FusionConfig config) {}

  /** A client that several share, each by a handle of their own. The last one of them closes it. */
  private static final class SharedClient {
    private static final ConcurrentMap<Object, SharedClient> SHARED = new ConcurrentHashMap<>();

    private final Object key;
    private final Object lock = new Object();
    private volatile @Nullable FusionClient client;
    private int users;
    private boolean retired;

    private SharedClient(Object key) {
      this.key = key;
    }

    /** Opens a client. */
    interface Opener {
      FusionClient open() throws IOException;
    }

    /**
     * A handle on the client of a key, which is opened if nobody uses it. One that fails to open is
     * not kept, so that the next request tries again.
     */
    static FusionClient acquire(Object key, Opener opener) throws IOException {
      while (true) {
        SharedClient shared = SHARED.computeIfAbsent(key, SharedClient::new);
        // Made before it counts, so that no user counts who has none.
        Handle handle = shared.new Handle();
        if (shared.retain(opener)) {
          return handle;
        }
      }
    }

    /** Counts one more user, or false if the last one has just gone. */
    private boolean retain(Opener opener) throws IOException {
      synchronized (lock) {
        if (retired) {
          return false;
        }
        if (client == null) {
          client = opened(opener);
        }
        users++;
        return true;
      }
    }

    private FusionClient opened(Opener opener) throws IOException {
      boolean done = false;
      try {
        FusionClient opened = opener.open();
        done = true;
        return opened;
      } finally {
        if (!done) {
          retire();
        }
      }
    }

    private void retire() {
      retired = true;
      SHARED.remove(key, this);
    }

    /** Counts one user less. The last one closes the client. */
    private void release() {
      FusionClient last;
      synchronized (lock) {
        if (--users > 0) {
          return;
        }
        retire();
        last = client;
      }
      if (last != null) {
        last.close();
      }
    }

    /** What one of those who share the client has of it. Closing it counts once. */
    private final class Handle implements FusionClient {
      private final AtomicBoolean closed = new AtomicBoolean();

      private FusionClient client() {
        FusionClient shared = client;
        if (closed.get() || shared == null) {
          throw new IllegalStateException("the client is closed");
        }
        return shared;
      }

      @Override
      public String providerId() {
        return client().providerId();
      }

      @Override
      public ProviderCapabilities capabilities(RequestOptions options) {
        return client().capabilities(options);
      }

      @Override
      public FusionResult fuse(FusionRequest request) throws IOException {
        return client().fuse(request);
      }

      @Override
      public CompletableFuture<FusionResult> fuseAsync(FusionRequest request) {
        return client().fuseAsync(request);
      }

      @Override
      public void close() {
        if (closed.compareAndSet(false, true)) {
          release();
        }
      }

      @Override
      public String toString() {
        return "shared " + client;
      }
    }
  }
}
