package io.github.maskloom.fusion.call;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A client that several share, each by a handle of their own. The last one of them closes it. */
public final class SharedClient {
  private static final ConcurrentMap<FusionConfig, SharedClient> SHARED = new ConcurrentHashMap<>();

  private final FusionConfig key;
  private volatile @Nullable FusionClient client;

  /** Guarded by this, as is what follows. */
  private int users;

  private boolean retired;

  private SharedClient(FusionConfig key) {
    this.key = key;
  }

  /** A client of this library, of which others here may know how it is set up. */
  interface Configured extends FusionClient {
    /** How it is set up. */
    FusionConfig config();
  }

  /** Opens a client. */
  public interface Opener {
    /**
     * Opens it.
     *
     * @return a client that nobody else has
     * @throws IOException if it cannot be opened
     */
    FusionClient open() throws IOException;
  }

  /**
   * {@return a handle on the client of a configuration, which is opened if nobody uses it} One that
   * fails to open is not kept, so that the next request tries again. The caller closes the handle.
   * Threads with an equal key wait while one of them opens the client.
   *
   * @param key equal ones share a client
   * @param opener opens the client
   * @throws IOException as the opener throws it
   */
  public static FusionClient acquire(FusionConfig key, Opener opener) throws IOException {
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
  private synchronized boolean retain(Opener opener) throws IOException {
    if (retired) {
      return false;
    }
    users++;
    try {
      client = client == null ? opener.open() : client;
      return true;
    } catch (Throwable e) {
      release();
      throw e;
    }
  }

  /** Counts one user less. The last one closes the client. */
  private void release() {
    FusionClient last;
    synchronized (this) {
      if (--users > 0) {
        return;
      }
      retired = true;
      SHARED.remove(key, this);
      last = client;
    }
    if (last != null) {
      last.close();
    }
  }

  /** What one of those who share the client has of it. Closing it counts once. */
  private final class Handle implements Configured {
    private final AtomicBoolean closed = new AtomicBoolean();

    private FusionClient client() {
      FusionClient shared = client;
      checkState(!closed.get() && shared != null, "the client is closed");
      return shared;
    }

    @Override
    public FusionConfig config() {
      return key;
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
    public Load load() {
      FusionClient shared = client;
      return closed.get() || shared == null ? Load.NONE : shared.load();
    }

    @Override
    public FusionCall start(FusionRequest request) {
      return client().start(request);
    }

    @Override
    public Optional<FusionQuote> quote(FusionRequest request) throws IOException {
      return client().quote(request);
    }

    @Override
    public FusionCall resume(JobTicket ticket, FusionRequest request) {
      return client().resume(ticket, request);
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
