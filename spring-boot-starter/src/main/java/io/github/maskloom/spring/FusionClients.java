package io.github.maskloom.spring;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.springframework.util.Assert;

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

  /** {@return the names of the providers that are set up, unmodifiable, in no order} Opens none. */
  public Set<String> names() {
    return Set.copyOf(providers.keySet());
  }

  /**
   * Finds the client of a provider, and opens it if nobody asked before. A client that fails to
   * open is tried again at the next call.
   *
   * @param name one of {@link #names}
   * @return the client, which Spring closes and the caller does not
   * @throws IllegalArgumentException if there is no such name; says which there are
   * @throws IllegalArgumentException if the provider refuses its configuration
   * @throws IllegalStateException if the clients are closed, or several providers have that id
   * @throws io.github.maskloom.errors.MaskloomException if a key is missing, or the provider's jar
   * @throws UncheckedIOException if what the client needs cannot be opened
   * @see FusionClient#open(FusionConfig)
   */
  public FusionClient get(String name) {
    return dress.apply(bare(name));
  }

  /**
   * Makes a client that asks one provider, and another when that one's service is down and has cost
   * nothing. Opens both clients, and throws what {@link #get(String)} throws.
   *
   * @param name of the provider that is asked first, one of {@link #names}
   * @param fallback name of the other provider
   * @return the client, which the caller does not close: that would close both
   * @see FusionClient#withFallback(FusionClient)
   */
  public FusionClient get(String name, String fallback) {
    return dress.apply(bare(name).withFallback(bare(fallback)));
  }

  /**
   * Makes a client that asks one provider, and another after some failures, whatever they may have
   * cost. Opens both clients, and throws what {@link #get(String)} throws.
   *
   * @param name of the provider that is asked first, one of {@link #names}
   * @param fallback name of the other provider
   * @param when true for a failure that the other is to be asked after, such as {@link
   *     FusionClient#evenIfUnknown}
   * @return the client, which the caller does not close: that would close both
   * @see FusionClient#withFallback(FusionClient, Predicate)
   */
  public FusionClient get(String name, String fallback, Predicate<FusionException> when) {
    return dress.apply(bare(name).withFallback(bare(fallback), when));
  }

  private synchronized FusionClient bare(String name) {
    Assert.state(!closed, "the clients are closed");
    ProviderConfig provider = providers.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "no provider is set up as \"" + name + "\", but " + String.join(", ", names()));
    }
    return open.computeIfAbsent(name, unused -> opened(provider));
  }

  private FusionClient opened(ProviderConfig provider) {
    try {
      return FusionClient.open(config.toBuilder().provider(provider).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Closes all clients side by side, and waits for them: calls that run go on for {@link
   * FusionConfig#closeGrace}. Spring calls this. Idempotent.
   */
  @Override
  public void close() {
    ExecutorService closing = Executors.newCachedThreadPool();
    synchronized (this) {
      closed = true;
      open.values().forEach(client -> closing.execute(client::close));
    }
    closing.shutdown();
    try {
      boolean ignored = closing.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // The clients bound their own end, so an interrupt is only passed on.
      Thread.currentThread().interrupt();
    }
  }
}
