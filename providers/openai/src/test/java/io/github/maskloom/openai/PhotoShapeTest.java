package io.github.maskloom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.http.model.Model;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The size that is asked for where the caller asks for none. */
class PhotoShapeTest {
  private static Model model(String id) {
    return OpenAiModels.KNOWN.find(id).orElseThrow();
  }

  @Property(tries = 2000)
  void isOnTheGridAndOfTheScenesShape(
      @ForAll @IntRange(min = 200, max = 4000) int width,
      @ForAll @IntRange(min = 200, max = 4000) int height) {
    double ratio = (double) width / height;
    if (ratio > 2.9 || ratio < 1 / 2.9) {
      return;
    }
    Model model = model("gpt-image-2");
    Sizes grid = model.sizes();

    String size = new PhotoShape(width, height).size(model).orElseThrow();

    int by = size.indexOf('x');
    int w = Integer.parseInt(size.substring(0, by));
    int h = Integer.parseInt(size.substring(by + 1));
    assertThat(grid.has(w, h)).as(size).isTrue();
    assertThat(Math.abs((double) w / h / ratio - 1)).as(size).isLessThan(0.01);
  }

  @Test
  void isTheNearestOfTheFixedSizes() {
    Model old = model("gpt-image-1.5");

    assertThat(new PhotoShape(1600, 1000).size(old)).contains("1536x1024");
    assertThat(new PhotoShape(1000, 1600).size(old)).contains("1024x1536");
    assertThat(new PhotoShape(1000, 1100).size(old)).contains("1024x1024");
  }

  @Test
  void isNoNameThatSaysNoWidthAndHeight() {
    Model own =
        Model.of("own")
            .withSizes(Sizes.of("max", "1024xauto", "0x0", "99999999999x1", "1024x1024", "2x2x2"));

    assertThat(new PhotoShape(1600, 1000).size(own)).contains("1024x1024");
  }
}
