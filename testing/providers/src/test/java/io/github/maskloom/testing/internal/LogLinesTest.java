package io.github.maskloom.testing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogLinesTest {
  @Test
  void leavesTheRootLoggerAsItWas() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    root.setLevel(Level.ERROR);
    try {
      new LogLines().close();

      assertThat(root.getLevel()).isEqualTo(Level.ERROR);
    } finally {
      root.setLevel(before);
    }
  }
}
