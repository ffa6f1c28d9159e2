package io.github.maskloom.internal.composite;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.splice.SplicedPng;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether a photo's compressed rows can be kept where nothing is painted.
 *
 * @param png what is spliced; empty if every row goes through the blend
 * @param whyNot why; empty if the photo is spliced
 */
record SpliceChoice(Optional<SplicedPng> png, String whyNot) {
  /** Every row goes through the blend. */
  static SpliceChoice not(String why) {
    return new SpliceChoice(Optional.empty(), why);
  }

  /** Takes a photo over for splicing if that can be. */
  static SpliceChoice of(
      Stage<WindowSource> photo, boolean paintMayBeColored, OutputOptions output, Scope scope)
      throws IOException {
    if (output.format() != OutputFormat.PNG) {
      return not("the result is not a PNG");
    }
    if (!PhotoCanvas.of(photo.geometry(), paintMayBeColored).equals(photo.geometry())) {
      return not("the grey photo takes on colour");
    }
    if (!(photo.open(scope) instanceof PngReader png)) {
      return not("the photo is not a PNG whose rows can be kept as they are");
    }
    Optional<SplicedPng> spliced = SplicedPng.of(png);
    return spliced.isPresent()
        ? new SpliceChoice(spliced, "")
        : not("the PNG stores samples otherwise, or is read leniently");
  }

  /**
   * Whether a thread is left to decode the image that is painted from, beside the one that blends
   * and, unless compressed rows are kept, the one that encodes.
   */
  boolean readsAhead(Scope scope) {
    return scope.work().threads() > (png.isPresent() ? 1 : 2);
  }
}
