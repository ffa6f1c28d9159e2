package io.github.maskloom.fusion.call;

import io.github.maskloom.internal.log.RateLimitedWarning;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The logger's context of the thread that began a call, for those that work for it. */
final class LogContext {
  private static final RateLimitedWarning LOST =
      new RateLimitedWarning(LoggerFactory.getLogger(LogContext.class));

  private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

  /** Runs something in the context. The thread has its own again afterwards. */
  void run(Runnable work) {
    Map<String, String> own = replace(context);
    try {
      work.run();
    } finally {
      var unused = replace(own);
    }
  }

  /** A logger's context is not worth a call. */
  private static @Nullable Map<String, String> replace(@Nullable Map<String, String> by) {
    try {
      Map<String, String> before = MDC.getCopyOfContextMap();
      if (by == null) {
        MDC.clear();
      } else {
        MDC.setContextMap(by);
      }
      return before;
    } catch (Throwable e) {
      LOST.warn("the logger's context of a call is lost, or stays");
      return null;
    }
  }
}
