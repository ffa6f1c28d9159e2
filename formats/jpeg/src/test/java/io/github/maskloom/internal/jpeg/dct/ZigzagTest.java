package io.github.maskloom.internal.jpeg.dct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ZigzagTest {
  @Test
  void theZigzagRunsAsTheStandardDrawsIt() {
    assertThat(Arrays.copyOf(Zigzag.toNatural(), 11))
        .containsExactly(0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32);
    assertThat(Zigzag.natural(63)).isEqualTo(63);
    assertThat(Zigzag.toNatural()).doesNotHaveDuplicates();
  }
}
