package io.github.maskloom.examples.queue;

import com.google.common.reflect.Reflection;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;

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

  /** What only polls or takes up, and so costs nothing, is not announced. */
  @Override
  public ProviderSession open(ProviderConfig config) throws IOException {
    ProviderSession session = provider.open(config);
    return Reflection.newProxy(
        ProviderSession.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("fuse")) {
            RequestOptions options = ((ProviderRequest) arguments[0]).options();
            options.get(Announcement.class).ifPresent(Announcement::beforeSending);
          }
          try {
            return method.invoke(session, arguments);
          } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
          }
        });
  }
}
