package io.github.maskloom.prepare;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a preparer says of options that cannot be. */
class PreparerOptionsTest {
  @Test
  void aSizeThatIsNotPositiveIsRefusedByItsName() {
    assertRefused(builder -> builder.withMaxSide(0), "maxSide must be positive, not 0");
    assertRefused(builder -> builder.withMaxPixels(-1), "maxPixels must be positive, not -1");
    assertRefused(builder -> builder.withExactSize(0, 3), "width must be positive, not 0");
    assertRefused(builder -> builder.withExactSize(3, 0), "height must be positive, not 0");
    String alone = "an exact size takes no maxSide and no maxPixels beside it";
    assertRefused(builder -> builder.withMaxSide(9).withExactSize(3, 3), alone);
    assertRefused(builder -> builder.withExactSize(3, 3).withMaxPixels(9), alone);
  }

  @Test
  void anUploadLimitThatNoImageMeetsIsRefusedByItsName() {
    UploadLimits any = UploadLimits.NONE;

    assertThatThrownBy(() -> any.withMaxBytes(0)).hasMessage("maxBytes must be positive, not 0");
    assertThatThrownBy(() -> any.withMaxPixels(0)).hasMessage("maxPixels must be positive, not 0");
    assertThatThrownBy(() -> any.withMaxSide(-2)).hasMessage("maxSide must be positive, not -2");
    assertThatThrownBy(() -> any.withMinSide(0)).hasMessage("minSide must be positive, not 0");
    assertThatThrownBy(() -> any.withMaxSide(5).withMinSide(6))
        .hasMessage("minSide 6 is more than maxSide 5");
    assertThatThrownBy(() -> any.withMaxAspectRatio(0.5))
        .hasMessage("maxAspectRatio must be at least 1, not 0.5");
    assertThatThrownBy(() -> any.withMaxAspectRatio(Double.NaN))
        .hasMessageStartingWith("maxAspectRatio must be at least 1");
    ImageSource image = ImageSource.of(new byte[0]);
    assertThatThrownBy(() -> ImagePreparer.create().withLimits(any.withMediaTypes()).explain(image))
        .hasMessage("no image is written that is accepted, only []");
    OutputFormat foreign = () -> "image/x-other";
    assertThatThrownBy(
            () ->
                ImagePreparer.create()
                    .withFormat(foreign)
                    .withLimits(any.withMediaTypes("image/png"))
                    .explain(image))
        .hasMessageContaining("image/x-other");
  }

  private static void assertRefused(Consumer<ImagePreparer> option, String message) {
    assertThatThrownBy(() -> option.accept(ImagePreparer.create()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
