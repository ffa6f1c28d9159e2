package io.github.maskloom.internal.deflate;

import static com.google.common.base.Preconditions.checkState;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.zip.Adler32;

/**
 * Compresses data to a zlib stream (RFC 1950) of blocks that each have codes of their own.
 *
 * <p>Built for filtered rows of photos, where it is many times faster than zlib's usual level at no
 * greater size. How the data are divided over calls of {@link #write} never changes the output.
 *
 * <p>Memory: 350 KiB; 288 KiB more to look for matches, 416 KiB more to choose. For one thread.
 * After an exception the object is dead.
 */
public final class DeflateEncoder {
  /** What is cut in one go: twice what is then kept to look back into. */
  private static final int SEGMENT_BYTES = 2 * Tokens.MAX_DISTANCE;

  /** What must be known behind a segment, so that a match may go over its end. */
  private static final int AHEAD_BYTES = Tokens.MAX_LENGTH;

  /** Deflate, a window of 32 KiB; the fastest level, no dictionary, and the check bits. */
  private static final byte[] STREAM_HEADER = {0x78, 0x01};

  private final BitWriter out;
  private final BlockEncoder encoder;
  private final TokenFinder finder;
  private final Adler32 adler = new Adler32();
  private final byte[] window =
      new byte[Tokens.MAX_DISTANCE + SEGMENT_BYTES + AHEAD_BYTES + TokenFinder.SLACK];

  /** Index in the window of the first byte that is in no token yet. */
  private int uncut;

  private int end;
  private boolean dead;

  /**
   * Begins a stream.
   *
   * @param out takes the compressed bytes in pieces of up to 8 KiB; is flushed at the end, and not
   *     closed
   */
  public DeflateEncoder(OutputStream out, MatchMode mode) {
    this.out = new BitWriter(out);
    encoder = new BlockEncoder(this.out);
    finder =
        switch (mode) {
          case RUNS -> new RunFinder(encoder.costs());
          case MATCHES -> new MatchFinder(encoder.costs());
          case AUTO -> new FinderChoice(encoder);
        };
  }

  /**
   * Takes the next bytes of the data.
   *
   * @throws IOException if the compressed bytes cannot be written
   * @throws IllegalStateException after {@link #finish} or an exception
   */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    die();
    adler.update(bytes, offset, length);
    for (int taken = 0; taken < length; ) {
      int part = Math.min(length - taken, window.length - TokenFinder.SLACK - end);
      System.arraycopy(bytes, offset + taken, window, end, part);
      end += part;
      taken += part;
      if (end == window.length - TokenFinder.SLACK) {
        cut(end - AHEAD_BYTES);
        slide();
      }
    }
    dead = false;
  }

  /**
   * Ends the stream: everything that waits is written, and nothing can follow.
   *
   * @throws IOException if the compressed bytes cannot be written
   * @throws IllegalStateException after {@link #finish} or an exception
   */
  public void finish() throws IOException {
    die();
    cut(end);
    encoder.endBlock(true);
    out.end(adler);
  }

  private void slide() {
    System.arraycopy(window, SEGMENT_BYTES, window, 0, end - SEGMENT_BYTES);
    uncut -= SEGMENT_BYTES;
    end -= SEGMENT_BYTES;
    finder.slide(SEGMENT_BYTES);
  }

  private void cut(int to) throws IOException {
    if (out.position() == 0) {
      out.copy(STREAM_HEADER, 0, 8L * STREAM_HEADER.length);
    }
    uncut = finder.find(window, uncut, to, end, encoder);
  }

  /** Nothing may be called again until the call that runs has ended well. */
  private void die() {
    checkState(!dead, "the stream is finished or failed before");
    dead = true;
  }

  /** Which repeats {@link DeflateEncoder} looks for. */
  public enum MatchMode {
    /** Runs of one byte: fast, and as small as a full search on filtered photos. */
    RUNS,

    /** Repeats in the last 32 KiB: slower, much smaller on graphics and screenshots. */
    MATCHES,

    /** Chooses for each part of the data, also a quick search in between, by trial on samples. */
    AUTO
  }
}
