package io.github.maskloom.benchmarks.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LabelColumnTest {
  private static final double HEIGHT = 18;
  private static final double LOW = 50;
  private static final double HIGH = 350;

  @Test
  void labelsThatDoNotTouchStay() {
    assertThat(spread(200, 100, 130)).containsExactly(200, 100, 130);
  }

  @Test
  void twoThatTouchMoveApartEqually() {
    assertThat(spread(104, 100)).containsExactly(111, 93);
  }

  @Test
  void equalWishesKeepTheirOrder() {
    assertThat(spread(100, 100, 100)).containsExactly(82, 100, 118);
  }

  @Test
  void movingApartPushesTheNextOne() {
    assertThat(spread(100, 100, 120)).containsExactly(88 + 2 / 3.0, 106 + 2 / 3.0, 124 + 2 / 3.0);
  }

  @Test
  void noneLeavesThePlot() {
    assertThat(spread(0, 52, 349, 500)).containsExactly(59, 77, 323, 341);
  }

  @Test
  void noLabelsNeedNoPlaces() {
    assertThat(spread()).isEmpty();
  }

  @RepeatedTest(50)
  void whateverIsWantedNoneCoversAnother(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    double[] wanted = random.doubles(1 + random.nextInt(16), 0, 400).toArray();

    double[] sorted = Arrays.stream(spread(wanted)).sorted().toArray();

    for (int i = 1; i < sorted.length; i++) {
      assertThat(sorted[i] - sorted[i - 1]).isGreaterThanOrEqualTo(HEIGHT - 1e-9);
    }
    assertThat(sorted[0]).isGreaterThanOrEqualTo(LOW + HEIGHT / 2);
    assertThat(sorted[sorted.length - 1]).isLessThanOrEqualTo(HIGH - HEIGHT / 2 + 1e-9);
  }

  @Test
  void tooManyForTheColumnBeginAtItsTop() {
    double[] middles = LabelColumn.spread(new double[] {60, 60, 60}, HEIGHT, 50, 80);

    assertThat(middles).containsExactly(new double[] {59, 77, 95}, within(1e-9));
  }

  private static double[] spread(double... wanted) {
    return LabelColumn.spread(wanted, HEIGHT, LOW, HIGH);
  }
}
