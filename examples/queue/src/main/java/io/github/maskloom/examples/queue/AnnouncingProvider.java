package io.github.maskloom.examples.queue;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.IOException;

/**
 * Any provider, and before it is handed a request, an announcement that may forbid it.
 *
 * <p>A {@link io.github.maskloom.fusion.FusionListener} would not do: it hears of bytes when they
 * have left, and cannot stop them. Here the images are prepared, nothing has been sent, and nothing
 * will be if the announcement throws.
 */
record AnnouncingProvider(FusionProvider provider) implements FusionProvider {
  /** Comes with a request as one of its options, so that each call has its own. */
  interface Announcement extends ProviderOptions {
    /**
     * The request is about to leave.
     *
     * @throws RuntimeException to keep it back
     */
    void beforeSending();
  }

  @Override
  public String id() {
    return provider.id();
  }

  @Override
  public ProviderCapabilities capabilities() {
    return provider.capabilities();
  }

  @Override
  public ProviderSession open(ProviderConfig config) throws IOException {
    return new Session(provider.open(config));
  }

  private record Session(ProviderSession session) implements ProviderSession {
    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return session.capabilities(options);
    }

    @Override
    public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
      request.options().get(Announcement.class).ifPresent(Announcement::beforeSending);
      return session.fuse(request, call);
    }

    /** Nothing leaves that costs anything, so nothing is announced. */
    @Override
    public ProviderResponse resume(ProviderJob job, ProviderJob.Asked asked, ProviderCall call)
        throws IOException {
      return session.resume(job, asked, call);
    }

    @Override
    public boolean isModel() {
      return session.isModel();
    }

    @Override
    public boolean isFree() {
      return session.isFree();
    }

    @Override
    public void close() throws IOException {
      session.close();
    }
  }
}
