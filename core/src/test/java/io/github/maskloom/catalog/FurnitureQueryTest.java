package io.github.maskloom.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filters of the system that this library replaces, case by case. */
class FurnitureQueryTest {
  private static FurnitureItem item(
      @Nullable String style, @Nullable Double length, @Nullable Double width) {
    return new FurnitureItem(
        "a.png",
        "a",
        Optional.ofNullable(style),
        "sofa",
        length == null ? OptionalDouble.empty() : OptionalDouble.of(length),
        width == null ? OptionalDouble.empty() : OptionalDouble.of(width),
        "");
  }

  @ParameterizedTest
  @CsvSource({
    "modern, modern, true",
    "modern, MODERN, true",
    "Modern, modern, true",
    "modern, mode, false",
    "'', modern, false"
  })
  void styleIsComparedWithoutCase(String actual, String asked, boolean kept) {
    FurnitureItem item = item(actual.isEmpty() ? null : actual, 1.0, 1.0);

    assertThat(FurnitureCatalog.Query.ALL.style(asked).test(item)).isEqualTo(kept);
    assertThat(FurnitureCatalog.Query.ALL.test(item)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2.0, 2.0, 3.0, true",
    "1.999, 2.0, 3.0, false",
    "3.0, 2.0, 3.0, true",
    "3.001, 2.0, 3.0, false",
    ", 2.0, 3.0, true"
  })
  void dimensionsLieBetweenTheBoundsOrAreUnknown(
      @Nullable Double value, double min, double max, boolean kept) {
    FurnitureCatalog.Query length = FurnitureCatalog.Query.ALL.minLength(min).maxLength(max);
    FurnitureCatalog.Query width = FurnitureCatalog.Query.ALL.minWidth(min).maxWidth(max);

    assertThat(length.test(item(null, value, 99.0))).isEqualTo(kept);
    assertThat(width.test(item(null, 99.0, value))).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "4.0, 3.2, 3.0, 2.4, true",
    "4.0, 3.2001, 3.0, 2.4, false",
    "4.0, 3.2, 3.0, 2.4001, false",
    "4.0, , 3.0, , true",
    "4.0, 3.2, 3.0, , true",
    "4.0, , 3.0, 2.5, false"
  })
  void furnitureTakesAtMostFourFifthsOfARoomsSides(
      double roomLength,
      @Nullable Double length,
      double roomWidth,
      @Nullable Double width,
      boolean kept) {
    FurnitureCatalog.Query query = FurnitureCatalog.Query.ALL.room(roomLength, roomWidth);

    assertThat(query.test(item(null, length, width))).isEqualTo(kept);
  }

  @Test
  void allConditionsMustBeMet() {
    FurnitureCatalog.Query query = FurnitureCatalog.Query.ALL.style("a").maxLength(9).room(4, 4);

    assertThat(query.test(item("a", 3.2, 1.0))).isTrue();
    assertThat(query.test(item("b", 3.2, 1.0))).isFalse();
    assertThat(query.test(item("a", 3.3, 1.0))).isFalse();
  }

  @Test
  void aLengthIsANumber() {
    assertThatThrownBy(() -> FurnitureCatalog.Query.ALL.minLength(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
