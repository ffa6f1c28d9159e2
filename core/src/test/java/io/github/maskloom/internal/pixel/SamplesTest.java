package io.github.maskloom.internal.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void every16BitSampleIsNarrowedToTheNearest() {
    for (int sample = 0; sample <= 65535; sample++) {
      assertThat(Samples.narrow(sample)).isEqualTo((int) Math.round(sample / 257.0));
    }
  }
}
