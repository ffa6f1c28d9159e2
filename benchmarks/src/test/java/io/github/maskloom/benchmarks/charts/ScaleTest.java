package io.github.maskloom.benchmarks.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
  @ParameterizedTest
  @CsvSource({
    "100, 0 20 40 60 80 100",
    "9.58, 0 2 4 6 8 10",
    "10, 0 2 4 6 8 10",
    "10.1, 0 2 4 6 8 10 12",
    "12.1, 0 5 10 15",
    "0.29, 0 0.05 0.1 0.15 0.2 0.25 0.3",
    "3, 0 0.5 1 1.5 2 2.5 3",
    "0, 0 0.2 0.4 0.6 0.8 1"
  })
  void linearTicksAreRoundAndReachTheLargestFigure(double max, String ticks) {
    assertThat(inWords(Scale.linear(max, 0, 100))).isEqualTo(ticks);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0007, 0.3, 1, 7, 59.9, 60.1, 99, 1234, 8.5e6})
  void linearTicksAreNeitherFewNorMany(double max) {
    Scale scale = Scale.linear(max, 0, 100);

    assertThat(scale.ticks()).hasSizeBetween(3, 7);
    assertThat(scale.at(max)).isBetween(50.0, 100.0 + 1e-9);
  }

  @Test
  void aLinearAxisMayPointUpwards() {
    Scale scale = Scale.linear(10, 300, 100);

    assertThat(scale.at(0)).isEqualTo(300);
    assertThat(scale.at(2.5)).isEqualTo(250);
    assertThat(scale.at(10)).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 600, 1 2 5 10 20 50 100 200 500",
    "33, 6870, 50 100 200 500 1000 2000 5000",
    "0.9, 21, 1 2 5 10 20",
    "0.5, 100000, 1 10 100 1000 10000 100000",
    "50, 50, 50"
  })
  void logarithmicTicksAreRoundAndNotMany(double min, double max, String ticks) {
    assertThat(inWords(Scale.logarithmic(min, max, 0, 100))).isEqualTo(ticks);
  }

  @Test
  void equalRatiosAreEqualDistancesOnALogarithmicAxis() {
    Scale scale = Scale.logarithmic(1, 1000, 0, 100);

    double decade = scale.at(10) - scale.at(1);
    assertThat(decade).isGreaterThan(25);
    assertThat(scale.at(1000) - scale.at(100)).isCloseTo(decade, within(1e-9));
    assertThat(scale.at(1)).isPositive();
    assertThat(scale.at(1000)).isLessThan(100);
  }

  @Test
  void aLogarithmicAxisHasNoZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> Scale.logarithmic(0, 10, 0, 100));
  }

  @Test
  void anAxisWithoutFiguresIsRefused() {
    Axis axis = new Axis("Memory (MB)", " MB", 0, false);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> axis.scale(Stream.<Double>of().mapToDouble(d -> d), 0, 100))
        .withMessageContaining("Memory (MB)");
  }

  private static String inWords(Scale scale) {
    return String.join(" ", scale.ticks().stream().map(Axis::exact).toList());
  }
}
