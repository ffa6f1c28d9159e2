package io.github.maskloom.openai;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.testing.PromptSecrecyContract;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

class EditPromptSecrecyTest extends PromptSecrecyContract {
  @Override
  protected FusionProvider provider() {
    return new OpenAiProvider();
  }

  @Override
  protected ProviderConfig configOf(URI address) {
    return OpenAiConfig.builder()
        .apiKey(OpenAiFixture.KEY)
        .baseUrl(address)
        .http(EditDeliveryMatrixTest.AT_ONCE)
        .build();
  }

  @Override
  protected Log listen() {
    return new Lines();
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":{\"message\":" + message + ",\"type\":" + code + ",\"code\":" + code + "}}";
  }

  /** What SLF4J is told. */
  private static final class Lines extends AppenderBase<ILoggingEvent> implements Log {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    Lines() {
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
