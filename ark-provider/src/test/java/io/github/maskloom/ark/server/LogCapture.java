package io.github.maskloom.ark.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** Takes in whatever is logged in this process, at every level, by SLF4J and by the JDK's log. */
public final class LogCapture {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
  private final java.util.logging.Logger jdkRoot = LogManager.getLogManager().getLogger("");
  private final java.util.logging.Logger okhttp = java.util.logging.Logger.getLogger("okhttp3");
  private final AppenderBase<ILoggingEvent> appender = new Appender();
  private final Handler handler = new JdkHandler();

  /** Begins to listen. */
  public void start() {
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.setLevel(Level.TRACE);
    root.addAppender(appender);
    handler.setLevel(java.util.logging.Level.ALL);
    jdkRoot.addHandler(handler);
    jdkRoot.setLevel(java.util.logging.Level.ALL);
    okhttp.setLevel(java.util.logging.Level.ALL);
  }

  /** Ends to listen. */
  public void stop() {
    root.detachAppender(appender);
    root.setLevel(Level.WARN);
    jdkRoot.removeHandler(handler);
    jdkRoot.setLevel(java.util.logging.Level.INFO);
    okhttp.setLevel(null);
  }

  /** Logs a word both ways, to show that it is heard. */
  public void probe(String word) {
    LoggerFactory.getLogger("io.github.maskloom.ark.Probe").trace("{} through SLF4J", word);
    java.util.logging.Logger.getLogger("okhttp3.Probe").finest(word + " through java.logging");
  }

  /** What was logged since this was last asked. */
  public String take() {
    StringBuilder taken = new StringBuilder();
    for (String line = lines.poll(); line != null; line = lines.poll()) {
      taken.append(line).append('\n');
    }
    return taken.toString();
  }

  /** All that was logged. */
  public String text() {
    return String.join("\n", lines);
  }

  private final class Appender extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      String trace =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.add(event.getLoggerName() + ": " + event.getFormattedMessage() + trace);
    }
  }

  private final class JdkHandler extends Handler {
    @Override
    public void publish(LogRecord record) {
      lines.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
