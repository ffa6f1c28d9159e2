package io.github.maskloom.http.call;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.file.BlockOutputStream;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * An image on its way to where it belongs. It takes a limited number of bytes: what comes beyond is
 * dropped, and the image is not {@link #fault fit}. <b>Threads:</b> confined to one.
 */
public final class IncomingImage extends BlockOutputStream {
  private static final int BUFFER_BYTES = 1 << 15;
  private static final long PROGRESS_STEP_BYTES = 1 << 18;

  private final int index;
  private final ImageTarget.Draft draft;
  private final OutputStream out;
  private final long maxBytes;
  private final LongConsumer progress;
  private final byte[] start = new byte[ImageFormat.HEAD_BYTES];
  private long bytes;
  private long reportedBytes;

  /**
   * Begins an image.
   *
   * @param progress hears how many bytes have come
   * @throws LocalFailure if there is no place for it
   */
  IncomingImage(int index, ImageTarget target, long maxBytes, LongConsumer progress)
      throws LocalFailure {
    this.index = index;
    draft = LocalFailure.during(target::openDraft);
    // Base64 comes out of its decoder two kilobytes at a time.
    out = new BufferedOutputStream(draft.stream(), BUFFER_BYTES);
    this.maxBytes = maxBytes;
    this.progress = progress;
  }

  /** {@return the index of the image in its answer, from 0} */
  public int index() {
    return index;
  }

  /**
   * {@return why the image must not be handed over, in words, or empty if it may be} It is too
   * long, or does not begin like an image.
   */
  public Optional<String> fault() {
    if (bytes > maxBytes) {
      return Optional.of("the image has more than " + maxBytes + " bytes");
    }
    byte[] head = Arrays.copyOf(start, (int) Math.min(bytes, start.length));
    return ImageFormats.installed().looksLikeImage(head)
        ? Optional.empty()
        : Optional.of("what came as an image, " + bytes + " bytes, does not begin like one");
  }

  /**
   * Hands the image over to the call, whatever its {@link #fault}.
   *
   * @throws LocalFailure if the image cannot be written here
   */
  public void commit() throws LocalFailure {
    LocalFailure.during(
        () -> {
          out.flush();
          draft.commit();
        });
    report();
  }

  @Override
  public void close() throws LocalFailure {
    LocalFailure.during(draft::close);
  }

  private void report() {
    if (bytes > reportedBytes) {
      reportedBytes = bytes;
      progress.accept(bytes);
    }
  }

  @Override
  public void write(byte[] from, int offset, int length) throws LocalFailure {
    if (bytes < start.length) {
      int head = (int) Math.min(length, start.length - bytes);
      System.arraycopy(from, offset, start, (int) bytes, head);
    }
    bytes += length;
    if (bytes > maxBytes) {
      return;
    }
    LocalFailure.during(() -> out.write(from, offset, length));
    if (bytes - reportedBytes >= PROGRESS_STEP_BYTES) {
      report();
    }
  }
}
