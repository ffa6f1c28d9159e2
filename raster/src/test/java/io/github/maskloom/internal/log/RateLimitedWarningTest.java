package io.github.maskloom.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class RateLimitedWarningTest {
  private final List<String> written = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final RateLimitedWarning warning =
      new RateLimitedWarning(this::recordingLogger, clock::get);

  private Logger recordingLogger() {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, args) -> written.add(method.getName() + Arrays.deepToString(args)));
  }

  @Test
  void writesOnceAMinuteAndCountsTheRest() {
    warning.warn("large");
    warning.warn("large");
    clock.addAndGet(RateLimitedWarning.INTERVAL_NANOS - 1);
    warning.warn("large");
    clock.addAndGet(1);
    warning.warn("larger");
    clock.addAndGet(RateLimitedWarning.INTERVAL_NANOS);
    warning.warn("small");

    assertThat(written)
        .containsExactly(
            "warn[large, null]",
            "warn[{} ({} such warnings were left out before), [larger, 2, null]]",
            "warn[small, null]");
  }

  @Test
  void writesTheCauseOfAWarning() {
    warning.warn("broken", new IllegalStateException("why"));
    warning.warn("broken", new IllegalStateException("why"));
    clock.addAndGet(RateLimitedWarning.INTERVAL_NANOS);
    warning.warn("broken again", new IllegalStateException("why again"));

    assertThat(written)
        .containsExactly(
            "warn[broken, java.lang.IllegalStateException: why]",
            "warn[{} ({} such warnings were left out before), "
                + "[broken again, 1, java.lang.IllegalStateException: why again]]");
  }
}
