package io.github.maskloom.internal.deflate;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.errors.ImageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses a zlib stream (RFC 1950, RFC 1951) that arrives in pieces, and shows where its
 * tokens and blocks lie so that the stream can be cut and joined between any two of them.
 *
 * <p>Output lies in one array, {@link #window}, that the caller reads in place: the bytes from
 * {@link #readPosition} to {@link #position} wait until {@link #release} lets them go. Every call
 * that decodes may move them, so ask {@link #index} again after it. How the input is cut into
 * pieces never changes the output.
 *
 * <p>Offsets into the stream count bits from its first byte, positions count bytes of output. What
 * a window size in the stream's header promises is not held against it: like zlib, this class takes
 * any distance up to 32768 that stays within the data.
 *
 * <p>Memory: 128 KiB, the caller's {@code maxUnreadBytes}, and 45 KiB of tables. For one thread.
 * After an exception the object is dead.
 */
public final class Inflate {
  private enum Stage {
    STREAM_HEADER,
    BETWEEN_BLOCKS,
    BLOCK_HEADER,
    STORED,
    TOKENS,
    TRAILER,
    ENDED
  }

  private final BitInput in = new BitInput();
  private final OutputWindow window;
  private final BlockHeader block = new BlockHeader();
  private final TokenDecoder tokens;
  private final RowSkip rowSkip;
  private Stage stage = Stage.STREAM_HEADER;
  private int storedLeft;
  private boolean checksumIgnored;
  private boolean dead;

  /**
   * Makes room for unread output.
   *
   * @param maxUnreadBytes the most bytes the caller wants to see at once, beyond which one token
   *     may still reach
   */
  public Inflate(int maxUnreadBytes) {
    window = new OutputWindow(maxUnreadBytes);
    tokens = new TokenDecoder(in, window);
    rowSkip = new RowSkip(in, tokens);
  }

  /** Makes a wrong Adler-32 at the end no error; the other rules stay. */
  public void ignoreChecksum() {
    checksumIgnored = true;
  }

  /**
   * Gives the next piece of the stream. The array is read in place, so it must stay unchanged until
   * a call answers {@link Status#NEEDS_INPUT}.
   *
   * @throws IllegalStateException if the piece before is not used up
   */
  public void setInput(byte[] bytes, int offset, int length) {
    checkAlive();
    in.set(bytes, offset, length);
  }

  /**
   * Decodes until a byte is unread, and further while there is room: the fast way to read a stream
   * through.
   *
   * @param most stops in front of so many bytes if it can: where {@link #skipRows} may be asked for
   * @throws ImageFormatException if the stream breaks a rule
   */
  public Status fill(int most) {
    checkAlive();
    if (window.unread() > 0) {
      return Status.REACHED;
    }
    window.reserveUnread(1);
    Status status = run(window.end + Math.min(window.capacityEnd() - window.end, most), null);
    if (window.unread() > 0) {
      return Status.REACHED;
    }
    return status == Status.REACHED ? step(null) : status;
  }

  /**
   * Passes over rows that are like those before, without making them; they count as read. Rows of
   * fewer bytes than a match may have are not passed over.
   *
   * @param head the first bytes of a row; the others are 0
   * @param rowBytes how many there are
   * @param rowsBefore how many such rows were read up to here
   * @return how many rows, at most {@code maxRows}; 0 if it does not show that the next one is such
   */
  public int skipRows(byte[] head, int rowBytes, long rowsBefore, int maxRows) {
    checkAlive();
    if (stage != Stage.TOKENS
        || rowBytes <= Tokens.MAX_LENGTH
        || rowsBefore * rowBytes < OutputWindow.LOOK_BACK
        || window.unread() > Tokens.MAX_LENGTH
        || !window.holdsStartOf(head)) {
      return 0;
    }
    long bytes = rowSkip.skip(head, rowBytes, window.unread(), maxRows);
    int rows = (int) (bytes / rowBytes);
    if (rows > 0) {
      window.addRows(head, rowBytes, rows, (int) (bytes % rowBytes));
    }
    return rows;
  }

  /**
   * Decodes every token that ends at or before {@code limit}, and none that passes it: {@link
   * #tokenBit} is then where a stream can be cut in front of that position.
   *
   * <p>At {@code position() == limit} neither the end of a block nor the next block's header is
   * read yet.
   *
   * @param limit at most {@code readPosition() + maxUnreadBytes}
   * @param log records the matches, if there is one; decoding stops, with {@link Status#REACHED},
   *     where it is full
   * @throws ImageFormatException if the stream breaks a rule
   */
  public Status decode(long limit, @Nullable MatchLog log) {
    checkAlive();
    if (limit <= position() || (log != null && log.isFull())) {
      return Status.REACHED;
    }
    window.reserveUnread(limit - readPosition());
    return run(window.indexOf(limit), log);
  }

  /**
   * Decodes one token, which may be a stored byte, passing over the ends and headers of blocks in
   * front of it. Its output may go up to 258 bytes past {@code readPosition() + maxUnreadBytes}.
   *
   * @param log records the token if it is a match; not full
   * @throws ImageFormatException if the stream breaks a rule
   */
  public Status step(@Nullable MatchLog log) {
    checkAlive();
    window.reserveUnread(window.unread());
    int before = window.end;
    Status status = run(before + 1, log);
    // A token that does not fit into one byte is a match.
    return status == Status.REACHED && window.end == before ? stepMatch(log) : status;
  }

  /** The array that holds the unread output; it must not be changed. */
  public byte[] window() {
    return window.bytes;
  }

  /** Where a position that is not older than 32768 bytes or not released lies in the window. */
  public int index(long position) {
    return window.indexOf(position);
  }

  /** Bytes of output so far. */
  public long position() {
    return window.position();
  }

  /** Position of the first byte that is not released. */
  public long readPosition() {
    return window.readPosition();
  }

  /** Lets the first {@code count} unread bytes go. */
  public void release(int count) {
    window.release(count);
  }

  /**
   * Offset of the token boundary that belongs to {@link #position}: everything before it is
   * decoded. While a header is incomplete this is its first bit. A caller that copies the stream
   * keeps the input from this bit on.
   */
  public long tokenBit() {
    return stage == Stage.BLOCK_HEADER ? block.startBit() : in.position();
  }

  /** Whether {@link #tokenBit} lies in the block of {@link #block}, in front of its end. */
  public boolean insideBlock() {
    return stage == Stage.TOKENS || stage == Stage.STORED;
  }

  /** The header of the block read last; of no meaning before {@link #insideBlock} was true. */
  public BlockHeader block() {
    return block;
  }

  /** Bytes of the current stored block that are not decoded yet; 0 in other blocks. */
  public int storedLeft() {
    return storedLeft;
  }

  /** Offset in bytes after the stream's checksum, once it has {@link Status#ENDED}. */
  public long endByte() {
    checkState(stage == Stage.ENDED, "the stream has not ended");
    return in.position() / 8;
  }

  private Status stepMatch(@Nullable MatchLog log) {
    dead = true;
    boolean done = tokens.decodeOne(window.end + Tokens.MAX_LENGTH, log) == null;
    window.sum();
    dead = false;
    return done ? Status.REACHED : Status.NEEDS_INPUT;
  }

  private Status run(int limit, @Nullable MatchLog log) {
    dead = true;
    Status status = null;
    while (status == null) {
      status = window.end == limit ? Status.REACHED : advance(limit, log);
    }
    window.sum();
    dead = false;
    return status;
  }

  /** Goes on to the next stage; a status if that is not possible. */
  private @Nullable Status advance(int limit, @Nullable MatchLog log) {
    return switch (stage) {
      case STREAM_HEADER -> readStreamHeader();
      case BETWEEN_BLOCKS -> beginBlock();
      case BLOCK_HEADER -> readBlockHeader(log);
      case STORED -> copyStored(limit);
      case TOKENS -> decodeTokens(limit, log);
      case TRAILER -> readTrailer();
      case ENDED -> Status.ENDED;
    };
  }

  private @Nullable Status readStreamHeader() {
    if (!in.has(16)) {
      return Status.NEEDS_INPUT;
    }
    int method = in.take(4);
    int windowBits = in.take(4) + 8;
    int flags = in.take(8);
    if ((((windowBits - 8) << 4 | method) << 8 | flags) % 31 != 0) {
      throw headerError(0, "the header's check bits are wrong");
    }
    if (method != 8) {
      throw headerError(0, "compression method " + method + " is not deflate");
    }
    if (windowBits > 15) {
      throw headerError(4, "a window of 2^" + windowBits + " bytes, the most is 2^15");
    }
    if ((flags & 0x20) != 0) {
      throw headerError(13, "the stream needs a preset dictionary");
    }
    stage = Stage.BETWEEN_BLOCKS;
    return null;
  }

  private static ImageFormatException headerError(long bit, String rule) {
    return ImageFormatException.atBit("zlib", "stream header", bit, rule);
  }

  private @Nullable Status beginBlock() {
    block.begin(in);
    stage = Stage.BLOCK_HEADER;
    return null;
  }

  private @Nullable Status readBlockHeader(@Nullable MatchLog log) {
    if (!block.read(in)) {
      return Status.NEEDS_INPUT;
    }
    if (log != null) {
      log.addBlock(position(), block);
    }
    if (block.type() == BlockHeader.STORED) {
      storedLeft = block.storedLength();
      stage = Stage.STORED;
    } else {
      tokens.begin(block);
      stage = Stage.TOKENS;
    }
    return null;
  }

  private @Nullable Status copyStored(int limit) {
    int count = Math.min(storedLeft, limit - window.end);
    int taken = in.take(window.bytes, window.end, count);
    window.end += taken;
    storedLeft -= taken;
    if (storedLeft == 0) {
      endBlock();
    }
    return taken < count ? Status.NEEDS_INPUT : null;
  }

  private @Nullable Status decodeTokens(int limit, @Nullable MatchLog log) {
    Status status = tokens.decode(limit, log);
    if (status != Status.ENDED) {
      return status;
    }
    endBlock();
    return null;
  }

  private void endBlock() {
    stage = block.isLast() ? Stage.TRAILER : Stage.BETWEEN_BLOCKS;
  }

  private @Nullable Status readTrailer() {
    int padding = (int) -in.position() & 7;
    if (!in.has(padding + 32)) {
      return Status.NEEDS_INPUT;
    }
    in.skip(padding);
    long bit = in.position();
    int stored = Integer.reverseBytes(in.take(32));
    window.sum();
    if (stored != window.adler() && !checksumIgnored) {
      throw ImageFormatException.atBit(
          "zlib",
          "Adler-32",
          bit,
          "the data have the checksum %08x, the stream says %08x"
              .formatted(window.adler(), stored));
    }
    stage = Stage.ENDED;
    return null;
  }

  private void checkAlive() {
    checkState(!dead, "the stream failed before");
  }

  /** Why a call to {@link Inflate} returned. */
  public enum Status {
    /** What was asked for is done. */
    REACHED,

    /** The input is used up before that; give the next piece and call again. */
    NEEDS_INPUT,

    /** The stream ended before that, with a checksum that was right or is ignored. */
    ENDED
  }
}
