package io.github.maskloom.jpeg;

import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.PlaneReader;
import io.github.maskloom.format.RowEncoding;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.jpeg.JpegWriter;
import io.github.maskloom.internal.jpeg.scan.BareJpeg;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.jpeg.splice.GainMapSearch;
import io.github.maskloom.internal.jpeg.splice.JpegSplice;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.TravellingMetadata;
import io.github.maskloom.internal.pipeline.Orientation;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** JPEG: opened for its header, and again for its rows; written and spliced. */
public final class JpegFormat implements ImageFormat {
  private static final boolean HAS_ALPHA = false;
  private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};
  private static final String ENCODED_ANEW = "the photo is encoded anew";

  @Override
  public String name() {
    return "JPEG";
  }

  @Override
  public String mediaType() {
    return OutputFormat.JPEG.mediaType();
  }

  @Override
  public List<String> extensions() {
    return List.of("jpg", "jpeg", "jpe", "jfif");
  }

  /** A start-of-image marker, then another marker (ITU-T T.81, B.1.1). */
  @Override
  public boolean begins(byte[] head) {
    return head.length >= 3 && head[0] == (byte) 0xFF && head[1] == (byte) 0xD8 && head[2] == -1;
  }

  @Override
  public Optional<OutputFormat> output() {
    return Optional.of(OutputFormat.JPEG);
  }

  @Override
  public RowEncoding encoding(ImageGeometry rows, OutputFormat output) {
    JpegWriter.checkSize(rows);
    OutputFormat.Jpeg format = (OutputFormat.Jpeg) output;
    int rgb = format.backgroundRgb();
    boolean gray = rows.colorBands() == 1 && (!rows.hasAlpha() || rgb == (rgb & 0xFF) * 0x010101);
    return new Encoding(rows.withSamples(gray ? 1 : 3, 8), format);
  }

  @Override
  public ImageFile open(FormatInput input) throws IOException {
    ImageSource source =
        input.reopenable(
            bytes -> {
              JpegHeader.read(bytes, input.limits());
              input.checkHeader(HAS_ALPHA);
            });
    JpegReader whole = JpegReader.open(source, input.limits(), input.damage(), input.cancel());
    ImageGeometry upright = Orientation.of(whole.orientation()).upright(whole.geometry());
    int denominator = input.denominator(upright.width(), upright.height());
    JpegReader reader = input.owned(whole.reduced(denominator));
    if (input.kept() == Kept.NOTHING) {
      reader.forgetMetadata();
    }
    GainMapSearch.Found gainMap = gainMap(reader, input);
    if (!gainMap.isNothing()) {
      reader.leaveOutGainMap(ENCODED_ANEW);
    }
    if (keeps(input) && !endsWithImage(input)) {
      reader.leaveOutTrailer();
    }
    return new Jpeg(reader, gainMap, whole.geometry(), denominator, reader.spoolBytes());
  }

  private static GainMapSearch.Found gainMap(JpegReader reader, FormatInput input)
      throws IOException {
    return keeps(input)
        ? new GainMapSearch(reader.header(), besides(reader.source(), input), reader.limits())
            .found()
        : GainMapSearch.Found.NOTHING;
  }

  private static boolean keeps(FormatInput input) {
    return input.kept() == Kept.METADATA || input.kept() == Kept.SPLICING;
  }

  /** Whether the last bytes of a file are the end of an image, as far as that costs nothing. */
  private static boolean endsWithImage(FormatInput input) throws IOException {
    OptionalLong length = input.source().length();
    if (!input.skipsForNothing() || length.isEmpty() || length.getAsLong() < END.length) {
      return true;
    }
    try (InputStream in = input.open(input.source())) {
      in.skipNBytes(length.getAsLong() - END.length);
      return Arrays.equals(in.readNBytes(END.length), END);
    } catch (EOFException e) {
      return true;
    }
  }

  /** The file as it is opened to pass over the photo, which is not to be read for that. */
  private static ImageSource besides(ImageSource photo, FormatInput input) throws IOException {
    OptionalLong length = photo.length();
    return input.skipsForNothing() && length.isPresent()
        ? ImageSource.reopening(() -> input.open(input.source()), length.getAsLong())
        : photo;
  }

  /** A JPEG, opened. */
  private record Jpeg(
      JpegReader reader,
      GainMapSearch.Found gainMap,
      ImageGeometry wholeGeometry,
      int denominator,
      long spoolBytes)
      implements ImageFile {
    /** Headers and tables of a JPEG that is open, and the buffer of its file. */
    private static final long IDLE_BYTES = 32 << 10;

    @Override
    public WindowReader rows() {
      return reader;
    }

    @Override
    public int orientation() {
      return reader.orientation();
    }

    @Override
    public boolean isStreamed() {
      return !reader.spools();
    }

    @Override
    public long heapBytes() {
      return reader.heapBytes();
    }

    @Override
    public OptionalLong idleHeapBytes() {
      return OptionalLong.of(IDLE_BYTES);
    }

    @Override
    public void forgetMetadata() {
      reader.forgetMetadata();
    }

    @Override
    public int missingRows() {
      return reader.missingRows();
    }

    @Override
    public Optional<ImageSource> again() {
      return Optional.of(reader.source());
    }

    @Override
    public Optional<PlaneReader> planes(PlaneReader.Layout least) {
      return reader.planes(least);
    }

    @Override
    public Optional<BareCopy> bareCopy(OutputOptions output) {
      return reader.orientation() == ExifBlock.UPRIGHT
          ? Optional.of(new Bare(reader, output))
          : Optional.empty();
    }

    @Override
    public Splicing.Offer splicing(OutputFormat output, boolean colored) throws IOException {
      if (!((OutputFormat.Jpeg) output).keepsPhoto()) {
        return Splicing.Offer.not("a quality is stated for the JPEG");
      }
      if (reader.damage() != DamagePolicy.STRICT) {
        return Splicing.Offer.not("the photo is read leniently");
      }
      JpegSplice splice = JpegSplice.of(reader, gainMap);
      Optional<String> obstacle = splice.obstacle(colored);
      return obstacle.isPresent()
          ? Splicing.Offer.not(obstacle.get())
          : Splicing.Offer.of(new Splicing(splice.heapBytes(), splice.spoolBytes(), splice::write));
    }
  }

  /** A copy with no more than some metadata. */
  private record Bare(JpegReader reader, OutputOptions output) implements ImageFile.BareCopy {
    @Override
    public boolean isOfPixelsOnly() throws IOException {
      return reader.isOfPixelsOnly();
    }

    @Override
    public void write(InputStream file, OutputStream out) throws IOException {
      BareJpeg.copy(file, TravellingMetadata.of(reader.metadata(), output), out);
    }
  }

  /** Rows are written without alpha, 8 bits a sample. */
  private record Encoding(ImageGeometry geometry, OutputFormat.Jpeg format) implements RowEncoding {
    @Override
    public int backgroundRgb() {
      return format.backgroundRgb();
    }

    @Override
    public MetadataReport report(ImageMetadata metadata) {
      return JpegSegments.report(metadata);
    }

    @Override
    public int windowRows(int usual) {
      return 1;
    }

    @Override
    public long heapBytes(int windowRows) {
      return JpegWriter.heapBytes(geometry, format);
    }

    @Override
    public void write(WindowReader rows, int windowRows, OutputStream out) throws IOException {
      JpegWriter.write(rows, format, rows.metadata(), out);
      // A source may find only at its end that something is wrong with it.
      if (rows.read(new RasterWindow(rows.geometry(), 1)) != 0) {
        throw new IllegalStateException("the encoder left rows behind");
      }
    }

    @Override
    public Optional<PlaneReader.Layout> planes() {
      return Optional.of(JpegWriter.layout(geometry, format));
    }

    @Override
    public void writePlanes(PlaneReader planes, OutputStream out) throws IOException {
      JpegWriter.writePlanes(planes, geometry, format, out);
      if (planes.read(planes.layout().windows())) {
        throw new IllegalStateException("the encoder left planes behind");
      }
    }
  }
}
