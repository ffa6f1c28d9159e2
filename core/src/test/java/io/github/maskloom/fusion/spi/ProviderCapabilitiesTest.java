package io.github.maskloom.fusion.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.image.ImageSource;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes beyond a provider is refused by the name of the capability. */
class ProviderCapabilitiesTest {
  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.DEFAULT
          .withReferences(1, 2)
          .withMaxImages(3)
          .withSizes(Sizes.of("1K", "2K").withPixels(100, 10_000, 16));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 1 | unset   | the request has no references, but at least 1 must be given
          3 | 1 | unset   | the request has 3 references, but at most 2 may be given
          1 | 4 | unset   | the request asks for 4 images, but at most 3 are made in one call, and the request does not allow several
          1 | 1 | 4K      | the size 4K is not known; known are 1K, 2K and pixels such as 1024x768
          1 | 1 | 9x11    | the size 9x11 is 99 pixels, but at least 100 are needed
          1 | 1 | 100x101 | the size 100x101 is 10100 pixels, but at most 10000 are made
          1 | 1 | 10x161  | the size 10x161 has sides in a ratio of more than 16.0
          """)
  void refusesInWordsWhatGoesBeyond(int references, int count, String size, String words) {
    ProviderRequest request = request(references, size(size), count);

    assertThatThrownBy(() -> CAPABILITIES.check("narrow", request))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageStartingWith(words + " (")
        .hasMessageContaining("provider narrow");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, unset", "2, 3, 2K", "1, 1, 10x10", "2, 1, 100x100", "1, 1, 10x160"})
  void takesWhatStaysWithin(int references, int count, String size) {
    ProviderRequest request = request(references, size(size), count);

    assertThatCode(() -> CAPABILITIES.check("narrow", request)).doesNotThrowAnyException();
  }

  @Test
  void refusesAMaskThatHasNoWayToTravel() {
    ProviderCapabilities blind = ProviderCapabilities.DEFAULT.withMask(MaskTransport.NONE);

    assertThatThrownBy(() -> blind.check("blind", request(0, OutputSize.UNSET, 1)))
        .hasMessageStartingWith("the request has a mask, which this provider cannot take (");
  }

  @Test
  void refusesAMultipleThatIsLargerThanAnyImage() {
    assertThatThrownBy(() -> Sizes.NONE.withPixels(1, 100, 1).withSides(11, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sides that are multiples of 11 make more than 100 pixels");
    assertThat(Sizes.NONE.withPixels(1, 100, 1).withSides(10, 100).multiple()).isEqualTo(10);
  }

  @Test
  void namesSizesInTheOrderTheyWereGiven() {
    ProviderCapabilities ordered =
        ProviderCapabilities.DEFAULT.withSizes(Sizes.of("4K", "1K", "2K", "3K", "adaptive"));

    assertThat(ordered.sizes().names()).containsExactly("4K", "1K", "2K", "3K", "adaptive");
  }

  private static ProviderRequest request(int references, OutputSize size, int count) {
    ProviderInput.Image image =
        new ProviderInput.Image(ImageSource.of(new byte[1]), "image/png", 1, 1, 1);
    return new ProviderRequest(
        image,
        Optional.of(image),
        Collections.nCopies(references, image),
        "",
        size,
        count,
        RequestOptions.NONE);
  }

  private static OutputSize size(String text) {
    if (text.equals("unset")) {
      return OutputSize.UNSET;
    }
    String[] sides = text.split("x", 2);
    return sides.length == 1
        ? OutputSize.named(text)
        : OutputSize.of(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }
}
