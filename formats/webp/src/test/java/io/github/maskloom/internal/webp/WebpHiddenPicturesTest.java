package io.github.maskloom.internal.webp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.hiding.HidingPlaces;
import io.github.maskloom.hiding.HidingPlaces.Container;
import io.github.maskloom.hiding.HidingPlaces.Place;
import io.github.maskloom.hiding.PictureCarver;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A picture that hides in a WebP photo is in no result. */
class WebpHiddenPicturesTest {
  /** {@code -Dmaskloom.hiding.step=1} looks at every place. */
  @Tag("slow")
  @Test
  void whereverAPictureHidesItIsGone() throws IOException {
    List<Place> all =
        HidingPlaces.all().stream().filter(place -> place.container() == Container.WEBP).toList();
    int step = Integer.getInteger("maskloom.hiding.step", 29);
    List<String> leaks = new ArrayList<>();
    int results = 0;
    for (int i = 0; i < all.size(); i += step) {
      Place place = all.get(i);
      OutputFormat format = results % 2 == 0 ? OutputFormat.PNG : OutputFormat.JPEG;
      try {
        byte[] result = composite(place.in(HidingPlaces.webp()), format);
        PictureCarver.pictures(result).forEach(found -> leaks.add(place + ": " + found));
        results++;
      } catch (ImageFormatException e) {
        assertThat(place.toString())
            .containsAnyOf("ANMF", "ALPH", "EXIF", "XMP", "ICCP", "META", "abcd");
      }
    }

    assertThat(leaks).isEmpty();
    assertThat(results).isGreaterThan(5);
  }

  private static byte[] composite(byte[] photo, OutputFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] mask = HidingPlaces.png(BufferedImage.TYPE_BYTE_GRAY, false);
    MaskCompositor.create()
        .withConvention(MaskConvention.binary(200))
        .withFormat(format)
        .composite(ImageSource.of(photo), ImageSource.of(mask), ImageTarget.of(out));
    return out.toByteArray();
  }
}
