package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.FullHeapProbe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call ends, and leaves its slot, though nothing can be allocated any more. */
@Timeout(600)
@Tag("slow")
class FullHeapTest extends InFusionFolder {
  @ParameterizedTest
  @EnumSource
  void aCallEndsThatFillsTheHeap(FullHeapProbe.Stage stage) throws Exception {
    assertThat(FullHeapProbe.run(stage, files.room(), files.temp()))
        .isEqualTo(new FullHeapProbe.Outcome(true, true, 2, 2, 0));
  }
}
