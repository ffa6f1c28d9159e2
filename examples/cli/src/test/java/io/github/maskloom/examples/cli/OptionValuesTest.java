package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.Brush;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.Rounding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionValuesTest {
  @Test
  void aConventionIsCalledByItsName() {
    assertThat(OptionValues.convention("painted")).isEqualTo(MaskConvention.PAINTED);
    assertThat(OptionValues.convention("painted-everywhere"))
        .isEqualTo(MaskConvention.PAINTED_EVERYWHERE);
    assertThat(OptionValues.convention("white")).isEqualTo(MaskConvention.WHITE_EDITS);
    assertThat(OptionValues.convention("transparent")).isEqualTo(MaskConvention.TRANSPARENT_EDITS);
    assertThat(OptionValues.convention("binary:10")).isEqualTo(MaskConvention.binary(10));
  }

  @Test
  void aBinaryConventionNeedsItsThreshold() {
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.convention("binary"));
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.convention("binary:"));
  }

  @Test
  void aBrushIsAColourAndMaybeAnOpacity() {
    assertThat(OptionValues.brush("ff8000:200")).isEqualTo(new Brush(0xFF8000, 200));
    assertThat(OptionValues.brush("0078FF")).isEqualTo(Brush.BLUE);
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.brush("+12345"));
  }

  @ParameterizedTest
  @CsvSource({
    "500000, 500000",
    "1, 1",
    "1B, 1",
    "500KB, 500000",
    "500kB, 500000",
    "500 kb, 500000",
    "1.5MB, 1500000",
    "2GB, 2000000000",
    "488KiB, 499712",
    "1MiB, 1048576",
    "0.5GiB, 536870912"
  })
  void aSizeHasAUnitOfBytes(String text, long bytes) {
    assertThat(OptionValues.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0.4", "-1", "KB", "5K", "5TB", "1e3", "5 0KB", "999999999999GB"})
  void whatIsNoSizeOfAFileIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionValues.bytes(text))
        .withMessageStartingWith("expected a size such as 500000, 500KB, 1.5MB, 488KiB or 1MiB");
  }

  @Test
  void aConstantIsWrittenInLowerCaseWithHyphens() {
    assertThat(OptionValues.oneOf(Rounding.class).parse("half-up")).isEqualTo(Rounding.HALF_UP);
    assertThat(OptionValues.nameOf(Rounding.HALF_UP)).isEqualTo("half-up");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionValues.oneOf(Rounding.class).parse("HALF_UP"))
        .withMessage("expected truncate or half-up but got 'HALF_UP'");
  }
}
