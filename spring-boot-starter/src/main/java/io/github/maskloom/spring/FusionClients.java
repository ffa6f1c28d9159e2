package io.github.maskloom.spring;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One client for each provider that is set up.
 *
 * <p>Spring closes all of them at once, after the web server and its executors: see {@link
 * FusionClient#close}. <b>Threads:</b> safe.
 */
public final class FusionClients implements AutoCloseable {
  private final Map<String, FusionClient> clients = new LinkedHashMap<>();
  private final UnaryOperator<FusionClient> dress;
  private volatile boolean closed;

  private FusionClients(UnaryOperator<FusionClient> dress) {
    this.dress = dress;
  }

  /** Opens them. If one cannot be opened, the others are closed. */
  static FusionClients open(
      Map<String, ProviderConfig> providers, FusionConfig config, UnaryOperator<FusionClient> dress)
      throws IOException {
    FusionClients all = new FusionClients(dress);
    try {
      for (Map.Entry<String, ProviderConfig> provider : providers.entrySet()) {
        FusionClient client = FusionClient.open(of(provider.getValue(), config));
        all.clients.put(provider.getKey(), client);
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private static FusionConfig of(ProviderConfig provider, FusionConfig config) {
    return new FusionConfig(
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
        config.jobs());
  }

  /** The names of the providers that are set up. */
  public Set<String> names() {
    return Collections.unmodifiableSet(clients.keySet());
  }

  /**
   * The client of a provider, which whoever gets it does not close.
   *
   * @throws IllegalArgumentException if there is none of that name; says which there are
   */
  public FusionClient get(String name) {
    return dress.apply(bare(name));
  }

  /**
   * The client of a provider that asks another one's while its own is down.
   *
   * @throws IllegalArgumentException if there is none of either name; says which there are
   * @see FusionClient#withFallback(FusionClient)
   */
  public FusionClient get(String name, String fallback) {
    return dress.apply(bare(name).withFallback(bare(fallback)));
  }

  private FusionClient bare(String name) {
    FusionClient client = clients.get(name);
    if (client == null) {
      throw new IllegalArgumentException(
          "no provider is set up as \"" + name + "\", but " + String.join(", ", clients.keySet()));
    }
    return client;
  }

  boolean isClosed() {
    return closed;
  }

  /** Closes all side by side, so that none waits for the grace of another. */
  @Override
  public void close() {
    closed = true;
    Thread[] closing =
        clients.values().stream()
            .map(client -> new Thread(client::close, "maskloom-close"))
            .toArray(Thread[]::new);
    for (Thread thread : closing) {
      thread.start();
    }
    for (Thread thread : closing) {
      join(thread);
    }
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
