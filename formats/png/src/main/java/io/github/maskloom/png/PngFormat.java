package io.github.maskloom.png;

import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.RowEncoding;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.TravellingMetadata;
import io.github.maskloom.internal.pipeline.WindowSize;
import io.github.maskloom.internal.png.Adam7Reader;
import io.github.maskloom.internal.png.BarePng;
import io.github.maskloom.internal.png.PngHeader;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.PngRowReader;
import io.github.maskloom.internal.png.PngWriter;
import io.github.maskloom.internal.png.splice.PngSplicer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** PNG: read in order, or once for each pass if it is interlaced; written and spliced. */
public final class PngFormat implements ImageFormat {
  private static final byte[] NO_EXIF = new byte[0];

  @Override
  public String name() {
    return "PNG";
  }

  @Override
  public String mediaType() {
    return OutputFormat.PNG.mediaType();
  }

  @Override
  public List<String> extensions() {
    return List.of("png");
  }

  @Override
  public boolean begins(byte[] head) {
    return PngHeader.begins(head);
  }

  @Override
  public Optional<OutputFormat> output() {
    return Optional.of(OutputFormat.PNG);
  }

  @Override
  public RowEncoding encoding(ImageGeometry rows, OutputFormat output) {
    return new Encoding(rows);
  }

  @Override
  public ImageFile open(FormatInput input) throws IOException {
    byte[] head = input.head();
    if (PngHeader.interlaced(head)) {
      PngHeader.checkSize(head, input.limits());
      return interlaced(input);
    }
    return inOrder(input);
  }

  private static ImageFile inOrder(FormatInput input) throws IOException {
    PngReader reader = input.owned(PngReader.open(input.inOrder(), input.limits(), input.damage()));
    if (input.kept() != Kept.SPLICING) {
      reader.forgetCopy();
    }
    if (input.skipsForNothing()) {
      readTrailer(input, input.source(), reader);
    }
    return image(input, reader);
  }

  private static ImageFile interlaced(FormatInput input) throws IOException {
    ImageSource original = input.source();
    ImageSource again = input.reopenable();
    Adam7Reader reader = input.owned(Adam7Reader.open(again, input.limits(), input.damage()));
    if (!original.reopenable()) {
      readTrailer(input, again, reader);
    } else if (input.skipsForNothing()) {
      readTrailer(input, original, reader);
    }
    return image(input, reader);
  }

  private static void readTrailer(FormatInput input, ImageSource source, PngRowReader reader)
      throws IOException {
    input.cancel().throwIfCancelled();
    try (InputStream stream = input.open(source)) {
      reader.readTrailer(stream, input.limits());
    }
  }

  private static ImageFile image(FormatInput input, PngRowReader reader) {
    ImageMetadata stored = reader.metadata();
    int orientation = ExifBlock.orientation(stored.exif().orElse(NO_EXIF));
    if (input.kept() == Kept.NOTHING) {
      reader.forgetMetadata();
    } else if (input.kept() != Kept.COLORS) {
      reader.replaceMetadata(ExifBlock.uprighted(stored, orientation));
    }
    return new Png(reader, orientation);
  }

  /** A PNG, opened. */
  private record Png(PngRowReader reader, int orientation) implements ImageFile {
    @Override
    public WindowReader rows() {
      return reader;
    }

    @Override
    public void forgetMetadata() {
      reader.forgetMetadata();
    }

    @Override
    public long heapBytes() {
      return reader.heapBytes();
    }

    @Override
    public int missingRows() {
      return reader.missingRows();
    }

    @Override
    public int countFrames() {
      return reader.frames();
    }

    @Override
    public Optional<BareCopy> bareCopy(OutputOptions output) {
      if (reader.mayBeDamaged() || orientation != ExifBlock.UPRIGHT) {
        return Optional.empty();
      }
      return Optional.of(new Bare(reader, output));
    }

    @Override
    public Splicing.Offer splicing(OutputFormat output, boolean colored) {
      if (colored && reader.geometry().colorBands() == 1) {
        return Splicing.Offer.not("the gray photo takes on color");
      }
      if (orientation != ExifBlock.UPRIGHT || !(reader instanceof PngReader inOrder)) {
        return Splicing.Offer.not("the photo is not a PNG whose rows can be kept as they are");
      }
      return inOrder
          .beginCopy()
          .map(PngSplicer.SplicedPng::new)
          .map(copy -> Splicing.Offer.of(new Splicing(copy.heapBytes(), 0, copy)))
          .orElseGet(
              () -> Splicing.Offer.not("the PNG stores samples otherwise, or is read leniently"));
    }

    @Override
    public void forgetSplicing() {
      if (reader instanceof PngReader inOrder) {
        inOrder.forgetCopy();
      }
    }
  }

  /** A copy with no more than some metadata. */
  private record Bare(PngRowReader reader, OutputOptions output) implements ImageFile.BareCopy {
    /** Reads every row, which fails if the data go on behind the last. */
    @Override
    public boolean isOfPixelsOnly() throws IOException {
      reader.push(1, window -> {});
      return true;
    }

    @Override
    public void write(InputStream file, OutputStream out) throws IOException {
      BarePng.copy(file, out, reader.geometry(), TravellingMetadata.of(reader.metadata(), output));
    }
  }

  /** Rows are written as they are. */
  private record Encoding(ImageGeometry geometry) implements RowEncoding {
    @Override
    public long heapBytes(int windowRows) {
      return PngWriter.heapBytes(geometry) + WindowSize.bytes(geometry, windowRows);
    }

    @Override
    public void write(WindowReader rows, int windowRows, OutputStream out) throws IOException {
      PngWriter writer = new PngWriter(out, rows.geometry(), rows.metadata());
      rows.push(windowRows, writer);
      writer.finish();
    }
  }
}
