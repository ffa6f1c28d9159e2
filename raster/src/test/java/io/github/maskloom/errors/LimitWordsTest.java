package io.github.maskloom.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a passed limit says: what the image has, what is allowed, and the limit's name last. */
class LimitWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maxWidth         | a width of 9 pixels is more than the 4 allowed (maxWidth)
          maxHeight        | a height of 9 pixels is more than the 4 allowed (maxHeight)
          maxPixels        | 9 pixels are more than the 4 allowed (maxPixels)
          maxPixelsPerByte | the image claims 9 pixels for each of its bytes, and 4 are allowed (maxPixelsPerByte)
          maxInputBytes    | 9 encoded bytes are more than the 4 allowed (maxInputBytes)
          maxMetadataBytes | 9 bytes of metadata are more than the 4 allowed (maxMetadataBytes)
          maxParts         | 9 parts are more than the 4 allowed (maxParts)
          maxScans         | 9 scans are more than the 4 allowed (maxScans)
          maxAreas         | 9 areas between strokes are more than the 4 allowed (maxAreas)
          maxSpoolBytes    | 9 bytes of a temporary file are more than the 4 allowed (maxSpoolBytes)
          maxHeldBytes     | 9 bytes held in the heap are more than the 4 allowed (maxHeldBytes)
          maxBytes         | the smallest encoding has at least 9 bytes, and 4 are allowed (maxBytes)
          maxSide          | a side of 9 pixels is longer than the 4 allowed (maxSide)
          maxJpegSide      | a side of 9 pixels is longer than the 4 that a JPEG can have (maxJpegSide)
          maxAspectRatio   | a side is 9 times as long as the other, and 4 times are allowed (maxAspectRatio)
          maxOfAnotherKind | 9 is more than the 4 allowed (maxOfAnotherKind)
          """)
  void saysWhatTheImageHasAndWhatIsAllowed(String limit, String words) {
    assertThat(new ImageLimitException(limit, 9, 4)).hasMessage(words);
  }

  @Test
  void aSideThatIsTooShortIsNotCalledTooLong() {
    assertThat(new ImageLimitException("minSide", 4, 9))
        .hasMessage("a side of 4 pixels is shorter than the 9 needed (minSide)");
  }

  @Test
  void aRatioIsToldByTheSidesAndNotRounded() {
    assertThat(ImageLimitException.aspectRatio(1000, 2600, 2.5))
        .hasMessage(
            "one side of 1000x2600 pixels is more than 2.5 times as long as the other"
                + " (maxAspectRatio)");
    assertThat(ImageLimitException.aspectRatio(3001, 1000, 3))
        .hasMessageContaining("3001x1000 pixels is more than 3 times")
        .satisfies(e -> assertThat(e.asked()).isEqualTo(4))
        .satisfies(e -> assertThat(e.allowed()).isEqualTo(3));
  }

  @Test
  void tooManyPixelsAreToldAsWidthAndHeight() {
    ImageLimits limits = ImageLimits.DEFAULT.withMaxPixels(50_000_000);

    Assertions.assertThatExceptionOfType(ImageLimitException.class)
        .isThrownBy(() -> LimitCheck.size(limits, 60_000, 900_000))
        .withMessage("60000x900000 pixels are more than the 50000000 allowed (maxPixels)")
        .satisfies(e -> assertThat(e.asked()).isEqualTo(54_000_000_000L))
        .satisfies(e -> assertThat(e.allowed()).isEqualTo(50_000_000));
  }
}
