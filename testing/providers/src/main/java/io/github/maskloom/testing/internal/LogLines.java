package io.github.maskloom.testing.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.maskloom.testing.HttpProviderContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * All that is logged, at every level, through SLF4J where that is Logback, and through {@code
 * java.util.logging}. A message is kept with its arguments, its logger before it and its exception
 * behind it. <b>Threads:</b> safe.
 */
public final class LogLines extends AppenderBase<ILoggingEvent>
    implements HttpProviderContract.Log {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final JdkLog jdk = new JdkLog();

  /**
   * Begins to listen to every logger, and sets the root loggers to the lowest level.
   *
   * @throws ClassCastException if SLF4J is bound to something else than Logback
   */
  public LogLines() {
    setContext(root.getLoggerContext());
    start();
    root.setLevel(Level.TRACE);
    root.addAppender(this);
    jdk.begin();
  }

  @Override
  protected void append(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    String trace = thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
    lines.add(event.getLoggerName() + ": " + event.getFormattedMessage() + trace);
  }

  @Override
  public String take() {
    List<String> taken = new ArrayList<>();
    lines.drainTo(taken);
    return taken.stream().map(line -> line + '\n').collect(Collectors.joining());
  }

  /** Stops listening, and gives the root loggers the level that they had before. */
  @Override
  public void close() {
    root.detachAppender(this);
    root.setLevel(before);
    jdk.close();
  }

  /** What is logged past SLF4J. OkHttp logs connections and frames so. */
  private final class JdkLog extends Handler {
    private final java.util.logging.Logger all = LogManager.getLogManager().getLogger("");
    private final java.util.logging.Level level = all.getLevel();

    void begin() {
      setLevel(java.util.logging.Level.ALL);
      all.addHandler(this);
      all.setLevel(java.util.logging.Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
      lines.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      all.removeHandler(this);
      all.setLevel(level);
    }
  }
}
