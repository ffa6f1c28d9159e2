package io.github.maskloom.internal.composite;

import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether what a photo's file holds can be kept where nothing is painted.
 *
 * @param splicing what writes the result then
 * @param step what that is called
 * @param whyNot why every row goes through the blend; empty if the photo is spliced
 */
record SpliceChoice(Optional<Splicing> splicing, String step, String whyNot) {
  /** Every row goes through the blend. */
  static SpliceChoice not(String why) {
    return new SpliceChoice(Optional.empty(), "", why);
  }

  /**
   * Takes a photo over for splicing if its format offers that.
   *
   * @param photo empty if it came as rows
   */
  static SpliceChoice of(
      Optional<EncodedImage> photo, boolean paintMayBeColored, OutputOptions output)
      throws IOException {
    OutputFormat wanted = output.format();
    String name = ImageFormats.installed().writing(wanted).name();
    if (photo.isEmpty() || !photo.get().description().mediaType().equals(wanted.mediaType())) {
      return not("the photo is not a " + name + " file");
    }
    Splicing.Offer offer = photo.get().file().splicing(wanted, paintMayBeColored);
    return new SpliceChoice(offer.splicing(), "splice " + name, offer.whyNot());
  }

  /** Whether the photo is spliced. */
  boolean isSpliced() {
    return splicing.isPresent();
  }

  /** What splicing takes beside the paint. */
  Cost cost() {
    return splicing.map(copy -> new Cost(copy.heapBytes(), copy.spoolBytes(), 0)).orElse(Cost.NONE);
  }

  /**
   * Whether a thread is left to decode the image that is painted from, beside the one that blends
   * and, unless compressed rows are kept, the one that encodes.
   */
  boolean readsAhead(Scope scope) {
    return scope.work().threads() > (isSpliced() ? 1 : 2);
  }
}
