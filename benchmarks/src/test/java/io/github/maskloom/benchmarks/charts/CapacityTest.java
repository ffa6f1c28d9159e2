package io.github.maskloom.benchmarks.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CapacityTest {
  private static final double BUDGET = 256;

  @Test
  void theMostJobsWithinTheBudgetCount() {
    Capacity capacity = of(peak(1, 62), peak(64, 256), peak(80, 256.1));

    assertThat(capacity.jobs()).isEqualTo(64);
    assertThat(capacity.inWords()).isEqualTo("64");
    assertThat(capacity.evidence(" MB")).isEqualTo("in 256 MB (80 took 256.1 MB)");
  }

  @Test
  void whatIsBeyondAPeakOverTheBudgetDoesNotCount() {
    assertThat(of(peak(1, 62), peak(2, 300), peak(3, 250)).jobs()).isEqualTo(1);
  }

  @Test
  void aFailureBoundsToo() {
    Capacity capacity = of(peak(1, 62), new Series.Point(8, OptionalDouble.empty()), peak(9, 90));

    assertThat(capacity.jobs()).isEqualTo(1);
    assertThat(capacity.evidence(" MB")).isEqualTo("in 62 MB (8 failed)");
  }

  @Test
  void withoutABoundItIsAtLeastThat() {
    Capacity capacity = of(peak(1, 62), peak(64, 200));

    assertThat(capacity.inWords()).isEqualTo("at least 64");
    assertThat(capacity.evidence(" MB")).isEqualTo("in 200 MB (no more tried)");
  }

  @Test
  void oneJobMayBeTooMuch() {
    Capacity capacity = of(peak(1, 300));

    assertThat(capacity.inWords()).isEqualTo("0");
    assertThat(capacity.evidence(" MB")).isEqualTo("(1 took 300 MB)");
  }

  private static Capacity of(Series.Point... peaks) {
    return Capacity.of(new Series("sharp", List.of(peaks)), BUDGET);
  }

  private static Series.Point peak(double jobs, double megabytes) {
    return new Series.Point(jobs, OptionalDouble.of(megabytes));
  }
}
