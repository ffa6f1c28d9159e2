package io.github.maskloom.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * The messages that are logged through SLF4J, at every level, where that is Logback. A message is
 * kept with its arguments, one a line, but without its level, logger and exception. <b>Threads:</b>
 * safe.
 */
public final class LogLines extends AppenderBase<ILoggingEvent>
    implements HttpProviderContract.Log {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();

  /**
   * Begins to listen to every logger, and sets the root logger to {@code TRACE}.
   *
   * @throws ClassCastException if SLF4J is bound to something else than Logback
   */
  public LogLines() {
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

  /** Stops listening, and gives the root logger the level that it had before. */
  @Override
  public void close() {
    root.detachAppender(this);
    root.setLevel(before);
  }
}
