package io.github.maskloom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.local.LocalReference.Posture;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a catalog tells of furniture. */
class LocalReferenceTest {
  private static FurnitureItem item(String type, double length, double width) {
    return new FurnitureItem(
        "a.png",
        "A",
        Optional.empty(),
        type,
        OptionalDouble.of(length),
        OptionalDouble.of(width),
        "");
  }

  @ParameterizedTest
  @CsvSource({
    "rug, LYING",
    "Persian Carpet, LYING",
    "bath mats, LYING",
    "地毯, LYING",
    "sofa, UNKNOWN",
    "drugstore shelf, UNKNOWN",
    "material, UNKNOWN"
  })
  void whatACatalogCallsARugLies(String type, Posture posture) {
    assertThat(LocalReference.of(item(type, 2.4, 1.6)))
        .isEqualTo(new LocalReference(OptionalDouble.of(2.4), OptionalDouble.of(1.6), posture));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void whatIsNoLengthIsRefused(double length) {
    OptionalDouble meters = OptionalDouble.of(length);
    assertThatThrownBy(() -> new LocalReference(meters, OptionalDouble.empty(), Posture.STANDING))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> item("sofa", 2.4, length))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
