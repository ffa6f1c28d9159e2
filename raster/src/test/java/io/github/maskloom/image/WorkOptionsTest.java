package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What options of work are called that are out of range. */
class WorkOptionsTest {
  @Test
  void aNumberOutOfRangeIsRefusedByItsName() {
    assertThatThrownBy(() -> WorkOptions.DEFAULT.withThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 1, not 0");
    assertThatThrownBy(() -> WorkOptions.DEFAULT.withWindowRows(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("windowRows must be at least 1, not 0");
  }
}
