package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.MutationProbe;
import io.github.maskloom.testing.MutationProbe.Outcome;
import io.github.maskloom.testing.SeedImages;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged images of every format succeed or are refused with a documented exception, at once, at
 * {@code -Xmx24m}, and leave nothing behind. {@code -Pfuzz} takes a hundred thousand of each.
 */
@Tag("slow")
class MutatedImagesTest {
  private static final int INPUTS = Integer.getInteger("maskloom.mutations", 400);
  private static final long MAX_STEPS = 500;

  /** From here on the first half of them warms up the JIT compiler. */
  private static final int MANY_INPUTS = 100_000;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void succeedOrAreRefusedAndLeaveNothingBehind(SeedImages format) throws Exception {
    Outcome outcome = MutationProbe.run(format, INPUTS, 0, folder);

    System.out.println(format + ": " + outcome);
    assertThat(outcome.succeeded() + outcome.badFormat() + outcome.overLimit()).isEqualTo(INPUTS);
    assertThat(outcome.badFormat()).as("some are damaged beyond use").isPositive();
    assertThat(outcome.mostSteps()).as("steps").isLessThan(MAX_STEPS);
    assertThat(outcome.moreThreads()).as("threads").isLessThanOrEqualTo(0);
    assertThat(outcome.moreOpenFiles()).as("open files").isLessThan(4);
    assertThat(outcome.temporaryFiles()).as("temporary files").isZero();
    if (INPUTS >= MANY_INPUTS) {
      assertThat(outcome.residentBytesAtEnd())
          .as("resident set")
          .isLessThan(outcome.residentBytesWarm() * 11 / 10);
    }
  }
}
