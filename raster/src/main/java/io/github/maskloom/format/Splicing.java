package io.github.maskloom.format;

import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A copy of an image's file in which only what is painted is encoded again.
 *
 * @param heapBytes of heap that writing takes at most, about
 * @param spoolBytes of temporary files that writing takes at most
 * @param copy writes it; used once
 */
public record Splicing(long heapBytes, long spoolBytes, Copy copy) {

  /** Writes a copy. */
  @FunctionalInterface
  public interface Copy {
    /**
     * Writes the copy.
     *
     * @param paint what to paint; asked for rows from top to bottom
     * @param strict whether coded data is decoded even where it is copied, so that damage is found
     * @param out neither flushed nor closed
     * @return what was copied, and what was left out
     * @throws IOException if the file cannot be read or the copy cannot be written
     * @throws io.github.maskloom.errors.ImageFormatException if the file is broken; part of a copy
     *     may be written
     * @throws io.github.maskloom.errors.CancelledException if the caller cancels meanwhile; part of
     *     a copy may be written
     */
    Result write(Paint paint, boolean strict, OutputStream out) throws IOException;
  }

  /**
   * What {@link Copy#write} wrote.
   *
   * @param mcus what became of a JPEG's MCUs; empty for other formats
   * @param metadata what became of what stands beside the pixels
   */
  public record Result(Optional<SplicedMcus> mcus, MetadataReport metadata) {}

  /**
   * What a format answers when it is asked to splice an image: a splicing, or why there is none.
   *
   * @param splicing what makes the copy; empty if the image must be encoded again
   * @param whyNot why it must; empty if there is an offer
   */
  public record Offer(Optional<Splicing> splicing, Optional<String> whyNot) {
    /**
     * {@return an offer to splice}
     *
     * @param splicing what makes the copy
     */
    public static Offer of(Splicing splicing) {
      return new Offer(Optional.of(splicing), Optional.empty());
    }

    /**
     * {@return a refusal}
     *
     * @param why a clause without a full stop
     */
    public static Offer not(String why) {
      return new Offer(Optional.empty(), Optional.of(why));
    }
  }

  /** What is painted over an image, by rows from top to bottom as it is seen. */
  public interface PaintedRows {
    /**
     * {@return the next row with paint, below all that were taken; the height if none is left}
     *
     * @throws IOException if the paint cannot be read
     */
    int nextRow() throws IOException;

    /**
     * Copies the paint of the row that {@link #nextRow} named last. Called once for each.
     *
     * @param target takes 4 bytes for each pixel: red, green, blue, and straight alpha, which is 0
     *     where nothing is painted
     * @param offset where the first pixel's red goes
     * @throws IOException if the paint cannot be read
     */
    void read(byte[] target, int offset) throws IOException;

    /**
     * {@return how the paint is blended with the pixels below it; {@link BlendMode#SOURCE_OVER}
     * unless overridden}
     */
    default BlendMode mode() {
      return BlendMode.SOURCE_OVER;
    }

    /**
     * {@return what of the image's metadata is to be kept, and the label; {@link
     * OutputOptions#DEFAULT} unless overridden}
     */
    default OutputOptions output() {
      return OutputOptions.DEFAULT;
    }

    /**
     * Hears how far the work is.
     *
     * @param doneRows rows of the image that are written, from the top
     * @throws IOException to stop the work
     */
    void done(int doneRows) throws IOException;
  }

  /** The paint of an image whose rows can also be painted over where they stand. */
  public interface Paint extends PaintedRows {
    /**
     * Paints over the row that {@link #nextRow} named last, instead of {@link #read}.
     *
     * @param row the photo's row; changed in place
     * @throws IOException if the paint cannot be read
     */
    void edit(RasterWindow row) throws IOException;
  }
}
