package io.github.maskloom.testing;

import static io.github.maskloom.image.ReadOptions.DamagePolicy.STRICT;

import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;

/**
 * The composite as its rules read, over whole images, pixel by pixel and without any cleverness:
 * what the streaming code is compared with. Samples are interleaved, one int each.
 */
public record ReferenceCompositor(MaskConvention convention, Brush brush, Rounding rounding) {
  /** An image's shape and samples. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Picture(ImageGeometry geometry, int[] samples) {
    /** What an encoded image holds. */
    public static Picture decoded(byte[] encoded) throws IOException {
      try (EncodedImage image =
          EncodedImage.open(
              ImageSource.of(encoded), ImageLimits.DEFAULT, STRICT, CancelSignal.NEVER)) {
        return new Picture(image.rows().geometry(), TestRows.drain(image.rows(), 5));
      }
    }

    int sample(long pixel, int band) {
      return samples[(int) (pixel * geometry.bands() + band)];
    }

    int max() {
      return (1 << geometry.depth()) - 1;
    }
  }

  /** Composites a mask over a photo of the same size. */
  public Picture composite(Picture photo, Picture mask) {
    ImageGeometry in = photo.geometry();
    boolean colored =
        convention.isPainted() ? mask.geometry().colorBands() == 3 : brush.rgb() % 0x010101 != 0;
    boolean gains = in.colorBands() == 1 && colored;
    ImageGeometry out = in.withSamples(in.bands() + (gains ? 2 : 0), in.depth());
    int[] samples = new int[out.rowSamples() * out.height()];
    for (int pixel = 0; pixel < out.pixels(); pixel++) {
      int[] paint = paint(mask, pixel, in.depth());
      for (int band = 0; band < out.colorBands(); band++) {
        int under = photo.sample(pixel, in.colorBands() == 1 ? 0 : band);
        samples[pixel * out.bands() + band] = over(paint[band], under, paint[3], photo.max());
      }
      if (out.hasAlpha()) {
        samples[pixel * out.bands() + out.bands() - 1] = photo.sample(pixel, in.bands() - 1);
      }
    }
    return new Picture(out, samples);
  }

  private int over(int paint, int under, int alpha, int max) {
    if (alpha == 0) {
      return under;
    }
    double a = alpha / (double) max;
    double sum = paint * a + under * (1 - a);
    return (int) (rounding == Rounding.HALF_UP ? Math.floor(sum + 0.5) : sum);
  }

  /** What a mask covers, as gray at its own depth. */
  public Picture coverage(Picture mask) {
    ReferenceCompositor full = new ReferenceCompositor(convention, new Brush(0, 255), rounding);
    ImageGeometry gray = mask.geometry().withSamples(1, mask.geometry().depth());
    int[] samples = new int[gray.rowSamples() * gray.height()];
    for (int pixel = 0; pixel < samples.length; pixel++) {
      samples[pixel] = full.paint(mask, pixel, gray.depth())[3];
    }
    return new Picture(gray, samples);
  }

  /** Red, green, blue and alpha of the paint at a pixel, at a depth. */
  public int[] paint(Picture mask, int pixel, int depth) {
    int max = mask.max();
    ImageGeometry geometry = mask.geometry();
    int red = mask.sample(pixel, 0);
    int green = geometry.colorBands() == 3 ? mask.sample(pixel, 1) : red;
    int blue = geometry.colorBands() == 3 ? mask.sample(pixel, 2) : red;
    int alpha = geometry.hasAlpha() ? mask.sample(pixel, geometry.bands() - 1) : max;
    int gray =
        geometry.colorBands() == 1
            ? red
            : (int) ((19595L * red + 38470L * green + 7471L * blue + 0x8000) >> 16);
    int from = geometry.depth();
    if (convention.isPainted()) {
      return new int[] {
        atDepth(red, from, depth),
        atDepth(green, from, depth),
        atDepth(blue, from, depth),
        atDepth(alpha, from, depth)
      };
    }
    long coverage;
    if (convention.equals(MaskConvention.WHITE_EDITS)) {
      coverage = geometry.hasAlpha() ? rounded((long) gray * alpha, max) : gray;
    } else if (convention.equals(MaskConvention.TRANSPARENT_EDITS)) {
      coverage = (long) max - alpha;
    } else if (convention.equals(MaskConvention.BLACK_EDITS)) {
      boolean edits = atDepth(gray, from, 8) <= 127 && atDepth(alpha, from, 8) > 127;
      coverage = edits ? max : 0;
    } else {
      coverage = atDepth(gray, from, 8) > convention.threshold() ? max : 0;
    }
    int opacity = (int) rounded(coverage * brush.opacity(), 255);
    return new int[] {
      atDepth(brush.rgb() >> 16 & 0xFF, 8, depth),
      atDepth(brush.rgb() >> 8 & 0xFF, 8, depth),
      atDepth(brush.rgb() & 0xFF, 8, depth),
      atDepth(opacity, from, depth)
    };
  }

  static int atDepth(int sample, int from, int to) {
    if (from == to) {
      return sample;
    }
    return to == 16 ? sample * 257 : (int) rounded(sample, 257);
  }

  static long rounded(long dividend, int divisor) {
    return Math.floorDiv(2 * dividend + divisor, 2L * divisor);
  }
}
