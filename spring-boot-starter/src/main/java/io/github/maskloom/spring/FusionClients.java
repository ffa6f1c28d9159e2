package io.github.maskloom.spring;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One client for each provider that is set up, opened when it is first asked for.
 *
 * <p>Spring closes all of them at once, after the web server and its executors: see {@link
 * FusionClient#close}. <b>Threads:</b> safe.
 */
public final class FusionClients implements AutoCloseable {
  private final Map<String, ProviderConfig> providers;
  private final FusionConfig config;
  private final UnaryOperator<FusionClient> dress;
  private final Map<String, FusionClient> open = new TreeMap<>();
  private boolean closed;

  FusionClients(
      Map<String, ProviderConfig> providers,
      FusionConfig config,
      UnaryOperator<FusionClient> dress) {
    this.providers = new TreeMap<>(providers);
    this.config = config;
    this.dress = dress;
  }

  /** {@return the names of the providers that are set up} Unmodifiable. */
  public Set<String> names() {
    return Set.copyOf(providers.keySet());
  }

  /**
   * Finds the client of a provider.
   *
   * @param name one of {@link #names}
   * @return the client, which whoever gets it does not close
   * @throws IllegalArgumentException if there is none of that name; says which there are
   * @throws IllegalStateException if they are closed
   * @throws UncheckedIOException if what the client needs cannot be opened
   * @see FusionClient#open(FusionConfig)
   */
  public FusionClient get(String name) {
    return dress.apply(bare(name));
  }

  /**
   * Finds the client of a provider that asks another one's while its own is down. See {@link
   * #get(String)} for what is thrown.
   *
   * @param name one of {@link #names}
   * @param fallback another of them
   * @return the client, which whoever gets it does not close
   * @see FusionClient#withFallback(FusionClient)
   */
  public FusionClient get(String name, String fallback) {
    return dress.apply(bare(name).withFallback(bare(fallback)));
  }

  private synchronized FusionClient bare(String name) {
    if (closed) {
      throw new IllegalStateException("the clients are closed");
    }
    ProviderConfig provider = providers.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "no provider is set up as \"" + name + "\", but " + String.join(", ", names()));
    }
    return open.computeIfAbsent(name, unused -> opened(provider));
  }

  private FusionClient opened(ProviderConfig provider) {
    try {
      return FusionClient.open(
          new FusionConfig(
              provider,
              config.maxConcurrent(),
              config.maxQueued(),
              config.closeGrace(),
              config.maxUploadSide(),
              config.reading(),
              config.working(),
              config.tempFolder(),
              config.listener(),
              config.journal(),
              config.jobs()));
    } catch (IllegalArgumentException e) {
      if (config.jobs().isPresent()) {
        throw e;
      }
      throw new IllegalArgumentException(e.getMessage() + ". Set maskloom.fusion.jobs", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Closes all side by side, so that none waits for the grace of another. */
  @Override
  public void close() {
    Thread[] closing = closing();
    for (Thread thread : closing) {
      thread.start();
    }
    for (Thread thread : closing) {
      join(thread);
    }
  }

  private synchronized Thread[] closing() {
    closed = true;
    return open.values().stream()
        .map(client -> new Thread(client::close, "maskloom-close"))
        .toArray(Thread[]::new);
  }

  /** The clients bound their own end, so an interrupt is only passed on. */
  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
