package io.github.maskloom.fusion.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.FusionRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes beyond a provider is refused by the name of the capability. */
class ProviderCapabilitiesTest {
  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.builder()
          .references(1, 2)
          .maxImages(3)
          .namedSizes("1K", "2K")
          .pixelSizes(100, 10_000, 16)
          .build();

  @ParameterizedTest
  @CsvSource({
    "0, 1, unset, minReferences",
    "3, 1, unset, maxReferences",
    "1, 4, unset, maxImages",
    "1, 1, 4K, namedSizes",
    "1, 1, 9x11, minOutputPixels",
    "1, 1, 100x101, maxOutputPixels",
    "1, 1, 10x161, maxOutputAspectRatio"
  })
  void refusesWhatGoesBeyond(int references, int count, String size, String capability) {
    RequestOutline request = new RequestOutline(true, references, false, true, size(size), count);

    assertThatThrownBy(() -> CAPABILITIES.check("narrow", request))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageStartingWith(capability + ":")
        .hasMessageContaining("provider narrow");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, unset", "2, 3, 2K", "1, 1, 10x10", "2, 1, 100x100", "1, 1, 10x160"})
  void takesWhatStaysWithin(int references, int count, String size) {
    RequestOutline request = new RequestOutline(true, references, false, false, size(size), count);

    assertThatCode(() -> CAPABILITIES.check("narrow", request)).doesNotThrowAnyException();
  }

  @Test
  void refusesAMaskThatHasNoWayToTravel() {
    ProviderCapabilities blind =
        ProviderCapabilities.builder().maskTransport(MaskTransport.NONE).build();

    assertThatThrownBy(
            () ->
                blind.check("blind", new RequestOutline(true, 0, false, true, OutputSize.UNSET, 1)))
        .hasMessageStartingWith("maskTransport:");
  }

  @Test
  void namesSizesInTheOrderTheyWereGiven() {
    ProviderCapabilities ordered =
        ProviderCapabilities.builder().namedSizes("4K", "1K", "2K", "3K", "adaptive").build();

    assertThat(ordered.namedSizes()).containsExactly("4K", "1K", "2K", "3K", "adaptive");
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
