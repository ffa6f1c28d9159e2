package io.github.maskloom.internal.composite;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.jpeg.splice.JpegSplice;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.splice.SplicedPng;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether what a photo's file holds can be kept where nothing is painted.
 *
 * @param png what is spliced if it is a PNG
 * @param jpeg what is spliced if it is a JPEG
 * @param cost what splicing takes beside the paint
 * @param whyNot why every row goes through the blend; empty if the photo is spliced
 */
record SpliceChoice(Optional<SplicedPng> png, Optional<JpegSplice> jpeg, Cost cost, String whyNot) {
  /** Every row goes through the blend. */
  static SpliceChoice not(String why) {
    return new SpliceChoice(Optional.empty(), Optional.empty(), Cost.NONE, why);
  }

  /**
   * Takes a photo over for splicing if that can be.
   *
   * @param stored decodes the photo's file as it is stored, if that is a JPEG
   */
  static SpliceChoice of(
      Stage<WindowSource> photo,
      Optional<JpegReader> stored,
      boolean paintMayBeColored,
      OutputOptions output,
      Scope scope)
      throws IOException {
    if (output.format() instanceof OutputFormat.Jpeg jpeg) {
      return jpeg.keepsPhoto()
          ? jpeg(stored, paintMayBeColored)
          : not("a quality is stated for the JPEG");
    }
    return png(photo, paintMayBeColored, scope);
  }

  private static SpliceChoice png(Stage<WindowSource> photo, boolean paintMayBeColored, Scope scope)
      throws IOException {
    if (!PhotoCanvas.of(photo.geometry(), paintMayBeColored).equals(photo.geometry())) {
      return not("the grey photo takes on colour");
    }
    if (!(photo.open(scope) instanceof PngReader png)) {
      return not("the photo is not a PNG whose rows can be kept as they are");
    }
    Optional<SplicedPng> spliced = SplicedPng.of(png);
    return spliced
        .map(file -> new SpliceChoice(spliced, Optional.empty(), Cost.heap(file.heapBytes()), ""))
        .orElseGet(() -> not("the PNG stores samples otherwise, or is read leniently"));
  }

  private static SpliceChoice jpeg(Optional<JpegReader> stored, boolean paintMayBeColored)
      throws IOException {
    if (stored.isEmpty()) {
      return not("the photo is no JPEG file");
    }
    JpegReader reader = stored.get();
    if (reader.damage() != DamagePolicy.STRICT) {
      return not("the photo is read leniently");
    }
    JpegSplice splice = JpegSplice.of(reader);
    Optional<String> obstacle = splice.obstacle(paintMayBeColored);
    if (obstacle.isPresent()) {
      return not(obstacle.get());
    }
    Cost cost = new Cost(splice.heapBytes(), splice.spoolBytes(), 0);
    return new SpliceChoice(Optional.empty(), Optional.of(splice), cost, "");
  }

  /** Whether the photo is spliced. */
  boolean isSpliced() {
    return png.isPresent() || jpeg.isPresent();
  }

  /** What the step is called. */
  String step() {
    return png.isPresent() ? "splice PNG" : "splice JPEG";
  }

  /**
   * Whether a thread is left to decode the image that is painted from, beside the one that blends
   * and, unless compressed rows are kept, the one that encodes.
   */
  boolean readsAhead(Scope scope) {
    return scope.work().threads() > (isSpliced() ? 1 : 2);
  }
}
