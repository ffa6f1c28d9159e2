package io.github.maskloom.format;

import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A copy of an image's file in which only what is painted is encoded again. Used once. */
public interface Splicing {
  /** Heap that {@link #write} takes at most, about. */
  long heapBytes();

  /** Bytes of temporary files that {@link #write} takes at most. */
  default long spoolBytes() {
    return 0;
  }

  /**
   * Writes the copy.
   *
   * @param strict whether coded data is decoded even where it is copied, so that damage is found
   * @param out neither flushed nor closed
   * @throws IOException if the file cannot be read or the copy cannot be written
   * @throws io.github.maskloom.errors.ImageFormatException if the file is broken; part of a copy
   *     may be written
   */
  Result write(Paint paint, boolean strict, OutputStream out) throws IOException;

  /**
   * What was written.
   *
   * @param mcus what became of a JPEG's MCUs; empty for other formats
   * @param metadata what became of what stands beside the pixels
   */
  record Result(Optional<SplicedMcus> mcus, MetadataReport metadata) {}

  /**
   * What a format offers.
   *
   * @param splicing empty if the image must be encoded again
   * @param whyNot why it must; empty if there is an offer
   */
  record Offer(Optional<Splicing> splicing, Optional<String> whyNot) {
    /** An offer to splice. */
    public static Offer of(Splicing splicing) {
      return new Offer(Optional.of(splicing), Optional.empty());
    }

    /** A refusal, with its reason as a clause without a full stop. */
    public static Offer not(String why) {
      return new Offer(Optional.empty(), Optional.of(why));
    }
  }

  /** What is painted over an image, by rows from top to bottom as it is seen. */
  interface PaintedRows {
    /**
     * The next row with paint, below all that were taken; the height if none is left.
     *
     * @throws IOException if the paint cannot be read
     */
    int nextRow() throws IOException;

    /**
     * Copies the paint of the row that {@link #nextRow} named last; called once for each.
     *
     * @param target takes a pixel in 4 bytes from {@code offset} on: red, green, blue, and straight
     *     alpha, which is 0 where nothing is painted
     * @throws IOException if the paint cannot be read
     */
    void read(byte[] target, int offset) throws IOException;

    /** What the paint does to what it goes over. */
    default BlendMode mode() {
      return BlendMode.SOURCE_OVER;
    }

    /** What of the image's metadata is asked for. */
    default MetadataOptions metadata() {
      return MetadataOptions.DEFAULT;
    }

    /**
     * Hears how many rows are done.
     *
     * @throws IOException to stop the work
     */
    void done(int doneRows) throws IOException;
  }

  /** The paint of an image whose rows can also be painted over where they stand. */
  interface Paint extends PaintedRows {
    /**
     * Paints over the row that {@link #nextRow} named last, instead of {@link #read}.
     *
     * @param row the photo's row; changed in place
     * @throws IOException if the paint cannot be read
     */
    void edit(RasterWindow row) throws IOException;
  }
}
