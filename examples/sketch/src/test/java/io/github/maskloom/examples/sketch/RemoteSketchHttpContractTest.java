package io.github.maskloom.examples.sketch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.server.LoopbackTls;
import io.github.maskloom.testing.server.TestImages;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** A provider that stands on the table of codes alone judges as the large ones do. */
class RemoteSketchHttpContractTest extends HttpProviderContract {
  private static final byte[] PHOTO = TestImages.png(1);

  @Override
  protected FusionProvider provider() {
    return new RemoteSketchProvider();
  }

  @Override
  protected ProviderConfig config(URI address, Optional<LoopbackTls> tls) {
    HttpSettings.Builder http =
        HttpSettings.builder().retries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
    tls.ifPresent(its -> http.trust(its.clientSockets(), its.trustManager()));
    return new RemoteSketchProvider.Config(address, "key", http.build());
  }

  @Override
  protected ProviderRequest request() {
    ProviderInput.Image photo =
        new ProviderInput.Image(ImageSource.of(PHOTO), "image/png", 64, 48, PHOTO.length);
    return new ProviderRequest(
        photo, Optional.empty(), List.of(), "a sofa", OutputSize.UNSET, 1, RequestOptions.NONE);
  }

  @Override
  protected List<Documented> documented() {
    return table(
        """
        503 pencils_out again
        400 improper
        """);
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":{\"code\":" + code + ",\"message\":" + message + "}}";
  }

  /** The service sends none. */
  @Override
  protected String events(byte[] image) {
    return "";
  }

  @Override
  protected Log listen() {
    return new LogLines();
  }

  /** What is logged through SLF4J, at every level. */
  static final class LogLines extends AppenderBase<ILoggingEvent> implements Log {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    LogLines() {
      setContext(root.getLoggerContext());
      start();
      root.setLevel(Level.TRACE);
      root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getFormattedMessage());
    }

    @Override
    public String take() {
      StringBuilder taken = new StringBuilder();
      for (String line = lines.poll(); line != null; line = lines.poll()) {
        taken.append(line).append('\n');
      }
      return taken.toString();
    }

    @Override
    public void close() {
      root.detachAppender(this);
      root.setLevel(Level.WARN);
    }
  }
}
