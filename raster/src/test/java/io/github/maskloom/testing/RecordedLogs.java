package io.github.maskloom.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.EventRecordingLogger;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What a process logs above DEBUG, if {@link #OPTION} starts it. Loggers have every level on, so
 * that all that can be logged is formatted.
 */
public final class RecordedLogs implements SLF4JServiceProvider {
  /** Has SLF4J log here. */
  public static final String OPTION = "-Dslf4j.provider=" + RecordedLogs.class.getName();

  private static final Queue<String> LOUD = new ConcurrentLinkedQueue<>();

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new BasicMDCAdapter();

  /** What was logged above DEBUG until now: level, logger and message of each, in one line. */
  public static List<String> loud() {
    return List.copyOf(LOUD);
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    Events events = new Events();
    return name -> new EventRecordingLogger(new SubstituteLogger(name, events, false), events);
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}

  /** Formats every event, and keeps the loud ones of the library. */
  private static final class Events extends ConcurrentLinkedQueue<SubstituteLoggingEvent> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean add(SubstituteLoggingEvent event) {
      String text = MessageFormatter.basicArrayFormat(event.getMessage(), event.getArgumentArray());
      String name = event.getLoggerName();
      if (event.getLevel().toInt() > Level.DEBUG.toInt() && name.startsWith("io.github.maskloom")) {
        LOUD.add((event.getLevel() + " " + name + " " + text).replaceAll("\\s+", " "));
      }
      return true;
    }
  }
}
