package io.github.maskloom.raster.testing;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.RowEncoding;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Raw samples behind a header, which says twice what the format does wrong with them: so one
 * flipped bit does not make another flaw of it.
 */
public final class RawFormat implements ImageFormat {
  static final int HEADER_BYTES = 9;
  private static final int PLAIN = 7;

  /** What a format does wrong, and the rule that this breaks. */
  enum Flaw {
    NONE(""),
    CALLS_ITSELF_OTHERWISE("isFoundByItsBeginningItsExtensionsAndItsMediaType"),
    TAKES_EVERY_FILE("knowsItsOwnFilesAndNoOthers"),
    REPEATS_A_WINDOWS_FIRST_ROW("deliversTheSamplesOfItsFilesWhateverTheWindow"),
    TAKES_FEW_BYTES_FOR_ALL("readsSourcesHoweverTheyDeliver"),
    LEAVES_A_STREAM_OPEN("readsSourcesHoweverTheyDeliver"),
    THROWS_WHAT_ARRAYS_THROW("endsWellWhereverAFileIsCut"),
    HIDES_A_CUT("endsWellWhereverAFileIsCut"),
    TRUSTS_ITS_HEADER("endsWellWhateverBitIsFlipped"),
    MAKES_ITS_OWN_OF_FAILURES("failsAsItsSourceDoesAndIsDeadAfterwards"),
    READS_ON("failsAsItsSourceDoesAndIsDeadAfterwards"),
    READS_ALL_AT_FIRST("stopsWhenItIsCancelled"),
    KEEPS_WHAT_IT_RESERVED("staysWithinItsBudgetAndGivesItBack"),
    HAS_LIMITS_OF_ITS_OWN("refusesWhatPassesALimit"),
    ALLOCATES_BEFORE_IT_CHECKS("allocatesNothingForAHeaderThatIsTooLarge"),
    ALLOCATES_MORE_THAN_IT_SAYS("readsWithinTheHeapThatItDeclares"),
    WRITES_FROM_MEMORY("writesWithinTheHeapThatItDeclares"),
    LOSES_SAMPLES("readsAgainWhatItWrites"),
    COUNTS_WINDOWS("writesTheSameWhateverTheWindow"),
    CLOSES_THE_STREAM("takesEveryRowAndLeavesTheStreamOpen");

    private final String rule;

    Flaw(String rule) {
      this.rule = rule;
    }

    String rule() {
      return rule;
    }

    byte letter() {
      return (byte) ('A' + List.of(values()).indexOf(this));
    }
  }

  /** How it is written. */
  private record RawOutput() implements OutputFormat {
    @Override
    public String mediaType() {
      return "image/x-raw";
    }
  }

  private final Flaw flaw;

  /** The format that is installed: a file says what is done wrong with it. */
  public RawFormat() {
    this(Flaw.NONE);
  }

  RawFormat(Flaw flaw) {
    this.flaw = flaw;
  }

  /** A file of samples of 8 bits with alpha. */
  static byte[] file(Flaw flaw, int width, int height, byte... samples) {
    return ByteBuffer.allocate(HEADER_BYTES + samples.length)
        .put((byte) 'r')
        .put(flaw.letter())
        .put(flaw.letter())
        .put((byte) PLAIN)
        .putShort((short) width)
        .putShort((short) height)
        .put((byte) 0)
        .put(samples)
        .array();
  }

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public String mediaType() {
    return "image/x-raw";
  }

  @Override
  public List<String> extensions() {
    return List.of(flaw == Flaw.CALLS_ITSELF_OTHERWISE ? ".RAW" : "raw");
  }

  @Override
  public boolean begins(byte[] head) {
    boolean own = head.length >= 3 && head[0] == 'r' && head[1] == head[2];
    return flaw == Flaw.TAKES_EVERY_FILE || (own && head[1] - 'A' < Flaw.values().length);
  }

  @Override
  public Optional<OutputFormat> output() {
    return Optional.of(new RawOutput());
  }

  @Override
  public ImageFile open(FormatInput input) throws IOException {
    InputStream in = input.inOrder();
    byte[] header = in.readNBytes(HEADER_BYTES);
    if (header.length < HEADER_BYTES) {
      throw ImageFormatException.at("raw", "header", header.length, "the header is cut short");
    }
    Flaw found = Flaw.values()[header[1] - 'A'];
    int kind = header[3];
    if (found != Flaw.TRUSTS_ITS_HEADER && kind != PLAIN) {
      throw ImageFormatException.at("raw", "header", 3, "the kind is unknown");
    }
    int width = (header[4] & 0xFF) << 8 | (header[5] & 0xFF);
    int height = (header[6] & 0xFF) << 8 | (header[7] & 0xFF);
    checkSize(found, input, width, height);
    if (found == Flaw.KEEPS_WHAT_IT_RESERVED) {
      input.budget().reserve(1, input.cancel());
    }
    if (found == Flaw.LEAVES_A_STREAM_OPEN && input.source().reopenable()) {
      input.open(input.source());
    }
    ImageGeometry geometry =
        ImageGeometry.of(width, height, new int[] {0, 1, 2, 3, 3, 3, 3, 4}[kind], 8);
    RawRows rows = new RawRows(geometry, in, found, input.damage());
    return new ImageFile() {
      @Override
      public WindowReader rows() {
        return found == Flaw.READS_ON ? new ReadsOn(rows) : rows;
      }

      @Override
      public int missingRows() {
        return rows.missingRows();
      }
    };
  }

  private static void checkSize(Flaw flaw, FormatInput input, int width, int height) {
    if (width == 0 || height == 0) {
      throw ImageFormatException.at("raw", "header", 4, "a side has no pixels");
    }
    if (flaw == Flaw.ALLOCATES_BEFORE_IT_CHECKS && width * (long) height > 1 << 24) {
      Arrays.fill(new byte[1 << 24], (byte) 1);
    }
    try {
      input.checkSize(width, height);
    } catch (ImageLimitException e) {
      throw flaw == Flaw.HAS_LIMITS_OF_ITS_OWN
          ? new ImageLimitException("maxSide", e.asked(), e.allowed())
          : e;
    }
  }

  /** Rows of which another is tried after one that failed. */
  private record ReadsOn(RawRows rows) implements WindowReader {
    @Override
    public ImageGeometry geometry() {
      return rows.geometry();
    }

    @Override
    public int read(RasterWindow window) throws IOException {
      try {
        return rows.read(window);
      } catch (IllegalStateException e) {
        return 0;
      }
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  @Override
  public RowEncoding encoding(ImageGeometry rows, OutputFormat output) {
    return new Encoding(rows.withSamples(4, 8), flaw);
  }

  private record Encoding(ImageGeometry geometry, Flaw flaw) implements RowEncoding {
    @Override
    public long heapBytes(int windowRows) {
      return (long) geometry.rowBytes() * windowRows;
    }

    @Override
    public void write(WindowReader rows, int windowRows, OutputStream out) throws IOException {
      ByteArrayOutputStream held = new ByteArrayOutputStream();
      OutputStream to = flaw == Flaw.WRITES_FROM_MEMORY ? held : out;
      to.write(file(flaw, geometry.width(), geometry.height()));
      int[] windows = {0};
      rows.push(
          windowRows,
          window -> {
            windows[0]++;
            if (flaw == Flaw.LOSES_SAMPLES) {
              window.bytes()[0] = 0;
            }
            to.write(window.bytes(), 0, window.rows() * geometry.rowSamples());
          });
      if (flaw == Flaw.COUNTS_WINDOWS) {
        to.write(windows[0]);
      }
      held.writeTo(out);
      if (flaw == Flaw.CLOSES_THE_STREAM) {
        out.close();
      }
    }
  }
}
