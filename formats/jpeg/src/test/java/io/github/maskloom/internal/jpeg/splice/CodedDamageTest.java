package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.jpeg.CraftedJpeg;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that no block can have are found in MCUs that are decoded, patched, and passed over. */
class CodedDamageTest {
  private static final int MCUS = 5;

  @ParameterizedTest
  @CsvSource({
    "x10, DC difference of",
    "x0C 111111111111 x00, DC difference of",
    "x00 11111111, no word",
    "x00 x0B 11111111111 x00, AC coefficient is too large",
    "x00 x50 x00, ends without a coefficient",
    "x00 xF0 xF0 xF0 xF1 1, past the last",
    "x00 xF0 xF0 xF0 xE1 1 x01 1 x00, DC difference of"
  })
  void isRefusedWithItsPlace(String block, String rule) throws IOException {
    for (int damaged = 0; damaged < MCUS; damaged++) {
      StringBuilder data = new StringBuilder();
      for (int mcu = 0; mcu < MCUS; mcu++) {
        data.append(mcu == damaged ? block : "x00 x00").append(' ');
      }
      byte[] jpeg = CraftedJpeg.gray(MCUS, data.toString().trim());
      SpliceCase image = new SpliceCase(jpeg).rectangle(8, 0, 14, 8, 0xFFFFFFFF);

      assertThatThrownBy(image::splice)
          .as("MCU %s", damaged)
          .isInstanceOfSatisfying(
              ImageFormatException.class,
              e -> assertThat(e.byteOffset()).isBetween(300L, (long) jpeg.length))
          .satisfies(
              e ->
                  assertThat(e.getMessage())
                      .containsAnyOf(rule, "end early", "no word", "more data"));
    }
  }

  @ParameterizedTest
  @CsvSource({"x00 xF0 xF0 xF0 xE1 1,", "x00 xF0 xF0 xF0 xE0 x00, refused"})
  void endsABlockAtItsLastCoefficient(String block, @Nullable String outcome) throws IOException {
    byte[] jpeg = CraftedJpeg.gray(2, block + " x00 x00");
    SpliceCase image = new SpliceCase(jpeg).rectangle(8, 0, 14, 8, 0xFFFFFFFF);

    if (outcome == null) {
      assertThat(Coefficients.byBlocks(image.splice().jpeg()).get(0)[63]).isEqualTo((short) 1);
    } else {
      assertThatThrownBy(image::splice).isInstanceOf(ImageFormatException.class);
    }
  }
}
