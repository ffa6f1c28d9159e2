package io.github.maskloom.classic;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * A decoder of ImageIO that fails only as this library does: what its input threw comes out
 * unchanged, anything else it throws is the image's fault.
 *
 * <p>Owns the reader and its input stream, not the bytes.
 */
final class ImageIoDecoder implements Closeable {
  /** A TIFF need not say that it is not compressed; unknown chunks of a WebP say nothing. */
  private static final List<String> HARMLESS_WARNINGS =
      List.of("Compression field is missing", "Ignoring unexpected chunk");

  private final String format;
  private final ImageReaderSpi provider;
  private final SeekableBytes bytes;
  private final List<SeekableInput.Patch> patches;
  private final SeekableInput.Failure failure = new SeekableInput.Failure();

  /** What is read from, by the decoder and by own code. */
  private final List<SeekableInput> inputs = new ArrayList<>();

  /** Null before anything is asked of it, and while it rests. */
  private @Nullable ImageReader reader;

  private @Nullable String warning;
  private boolean closed;

  /** Something a decoder is asked for. */
  @FunctionalInterface
  interface Request<T> {
    /** Asks. */
    T of(ImageReader reader) throws IOException;
  }

  /**
   * Points a reader at an image.
   *
   * @param provider makes the reader
   * @param patches what the reader sees differently
   */
  ImageIoDecoder(
      String format,
      ImageReaderSpi provider,
      SeekableBytes bytes,
      List<SeekableInput.Patch> patches) {
    this.format = format;
    this.provider = provider;
    this.bytes = bytes;
    this.patches = patches;
  }

  /** An input over the same bytes for own code, which sees them as they are; closed with this. */
  SeekableInput openInput() {
    return openInput(List.of());
  }

  private SeekableInput openInput(List<SeekableInput.Patch> seen) {
    SeekableInput input = new SeekableInput(bytes, seen, failure);
    inputs.add(input);
    return input;
  }

  private void begin(ImageReader made) {
    reader = made;
    made.addIIOReadWarningListener((source, text) -> warn(text));
    made.setInput(openInput(patches), false, true);
  }

  private ImageReader newReader() {
    try {
      return Objects.requireNonNull(provider.createReaderInstance());
    } catch (IOException | RuntimeException e) {
      throw wrong(format, "the decoder cannot be made", e);
    }
  }

  /** A decoder that has read everything may still warn of what it was asked to pass over. */
  private void warn(@Nullable String text) {
    boolean harmless =
        text != null && HARMLESS_WARNINGS.stream().anyMatch(begin -> text.startsWith(begin));
    if (warning == null && !harmless) {
      warning = printable(String.valueOf(text));
    }
  }

  /** Asks the decoder for something. */
  <T> T ask(Request<T> request) throws IOException {
    checkState(!closed, "the decoder is closed");
    ImageReader asked = reader == null ? newReader() : reader;
    try {
      if (reader == null) {
        begin(asked);
      }
      T answer = request.of(asked);
      failure.rethrow();
      return answer;
    } catch (IOException | RuntimeException e) {
      failure.rethrow();
      if (e instanceof ImageException ours) {
        throw ours;
      }
      throw wrong(format, "the decoder objects: " + describe(e), e);
    } catch (OutOfMemoryError e) {
      // What it had taken is free again. The tables of some formats no header announces.
      failure.rethrow();
      throw wrong(format, "the decoder takes more heap than there is", e);
    }
  }

  private static String describe(Exception e) {
    return e instanceof IIOException && e.getMessage() != null
        ? printable(e.getMessage())
        : e.getClass().getSimpleName();
  }

  /** What a decoder says may quote the file, which must not break a line of a log. */
  private static String printable(String text) {
    return text.replaceAll("[^\\p{Print}]", "?");
  }

  /**
   * Checks that the decoder sees the image that the header promised.
   *
   * @throws ImageFormatException if its size is another
   */
  void checkSize(int width, int height) throws IOException {
    int seenWidth = ask(opened -> opened.getWidth(0));
    int seenHeight = ask(opened -> opened.getHeight(0));
    if (seenWidth != width || seenHeight != height) {
      throw wrong("the decoder sees %dx%d pixels".formatted(seenWidth, seenHeight));
    }
  }

  /** The kind of image the decoder makes unless asked otherwise; null if it does not say. */
  @Nullable ImageTypeSpecifier type() throws IOException {
    Iterator<ImageTypeSpecifier> types = ask(opened -> opened.getImageTypes(0));
    return types != null && types.hasNext() ? types.next() : null;
  }

  /** Decodes a part of the image into an image of the part's size. */
  BufferedImage read(Rectangle region) throws IOException {
    return read(
        region.width,
        region.height,
        opened -> {
          ImageReadParam param = opened.getDefaultReadParam();
          param.setSourceRegion(region);
          return opened.read(0, param);
        });
  }

  /** Decodes the image as the decoder does by itself. */
  BufferedImage readWhole(int width, int height) throws IOException {
    return read(width, height, opened -> opened.read(0));
  }

  private BufferedImage read(int width, int height, Request<BufferedImage> part)
      throws IOException {
    BufferedImage image = ask(part);
    if (image == null || image.getWidth() != width || image.getHeight() != height) {
      throw wrong("the decoder delivers another part of the image");
    }
    return image;
  }

  /**
   * Checks that the decoder warned of nothing: what follows a warning, it made up.
   *
   * @throws ImageFormatException if it did
   */
  void checkWarning() {
    if (warning != null) {
      throw wrong("the decoder warns: " + warning);
    }
  }

  ImageFormatException wrong(String rule) {
    return wrong(format, rule, null);
  }

  private static ImageFormatException wrong(String format, String rule, @Nullable Throwable cause) {
    ImageFormatException wrong =
        ImageFormatException.at(format, "", ImageFormatException.NO_OFFSET, rule);
    wrong.initCause(cause);
    return wrong;
  }

  /**
   * Releases what the decoder has learned of the image. Asked again, it starts over: meanwhile
   * somebody may wait for memory.
   */
  void rest() {
    ImageReader resting = reader;
    reader = null;
    if (resting != null) {
      try {
        resting.dispose();
      } catch (RuntimeException e) {
        // A plug-in that cannot let go has nothing to say about the image.
      }
    }
    inputs.forEach(SeekableInput::close);
    inputs.clear();
  }

  @Override
  public void close() {
    closed = true;
    rest();
  }

  /**
   * Memory for what some images take only while they are opened. It is given back before their
   * caller draws what reading takes, so nobody waits for the one while holding the other.
   *
   * @param budget what is drawn from
   * @param cancel asked while waiting
   */
  record Memory(MemoryBudget budget, CancelSignal cancel) {
    /** So little is taken without asking. */
    private static final long FREE_BYTES = 64 << 10;

    /** What is learned while an image is opened. */
    @FunctionalInterface
    interface Look<T> {
      /** Looks. */
      T at() throws IOException;
    }

    /** Looks at an image while that many bytes are reserved. */
    <T> T during(long bytes, Look<T> look) throws IOException {
      if (bytes <= FREE_BYTES) {
        return look.at();
      }
      MemoryBudget.Reservation draw = budget.reserve(bytes, cancel);
      try {
        return look.at();
      } finally {
        draw.close();
      }
    }
  }
}
