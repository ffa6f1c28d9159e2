package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskConvention;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionValuesTest {
  @Test
  void aConventionIsCalledByItsName() {
    assertThat(
            Stream.of("painted", "painted-everywhere", "white", "black", "transparent", "binary:10")
                .map(OptionValues::convention))
        .containsExactly(
            MaskConvention.PAINTED,
            MaskConvention.PAINTED_EVERYWHERE,
            MaskConvention.WHITE_EDITS,
            MaskConvention.BLACK_EDITS,
            MaskConvention.TRANSPARENT_EDITS,
            MaskConvention.binary(10));
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.convention("binary"));
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.convention("binary:"));
  }

  @Test
  void aBrushIsAColorAndMaybeAnOpacity() {
    assertThat(OptionValues.brush("ff8000:200")).isEqualTo(new Brush(0xFF8000, 200));
    assertThat(OptionValues.brush("0078FF")).isEqualTo(Brush.BLUE);
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.brush("+12345"));
    assertThatIllegalArgumentException().isThrownBy(() -> OptionValues.notBlank(" "));
  }

  @Test
  void aConstantIsWrittenInLowerCaseWithHyphens() {
    Function<String, Rounding> parser = ValueType.oneOf(Rounding.class).parser();

    assertThat(parser.apply("half-up")).isEqualTo(Rounding.HALF_UP);
    assertThat(OptionValues.nameOf(Rounding.HALF_UP)).isEqualTo("half-up");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parser.apply("HALF_UP"))
        .withMessage("expected truncate or half-up but got 'HALF_UP'");
  }
}
