package io.github.maskloom.internal.deflate;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Objects;
import java.util.zip.Adler32;

/**
 * The newest output of an {@link Inflate}, in one array that slides over the stream.
 *
 * <p>Three index ranges follow each other: {@code [0, read)} is kept only as far as matches may
 * look back, {@code [read, end)} waits for the reader, {@code [end, bytes.length)} is free. Before
 * {@code end} there are always {@link #LOOK_BACK} bytes, or all of the stream; this is what makes
 * {@code distance <= end} the whole test of a match.
 */
final class OutputWindow {
  /** How far a match can reach (RFC 1951, section 2). */
  static final int LOOK_BACK = 32768;

  /** Copies may write this many bytes past their end. */
  static final int SLACK = 32;

  /** Output between two slides; large enough that moving the look-back costs little. */
  private static final int STRIDE = 96 << 10;

  /** That of Adler-32. */
  private static final int MODULUS = 65521;

  /** More than a match, and than the head of a row. */
  private static final byte[] ZEROS = new byte[Tokens.MAX_LENGTH];

  final byte[] bytes;

  /** Index after the last output. */
  int end;

  private int read;

  /** Stream position of {@code bytes[0]}. */
  private long origin;

  /** Index after the last byte that {@link #adler} has seen. */
  private int summed;

  private final Adler32 adler = new Adler32();

  /** Bytes that {@link #adler} has seen, and the checksum of those before them. */
  private long adlerBytes;

  private int adlerBefore = 1;
  private final int maxUnreadBytes;

  OutputWindow(int maxUnreadBytes) {
    this.maxUnreadBytes = maxUnreadBytes;
    long size = (long) LOOK_BACK + STRIDE + maxUnreadBytes + Tokens.MAX_LENGTH + SLACK;
    this.bytes = new byte[Math.toIntExact(size)];
  }

  long position() {
    return positionOf(end);
  }

  long positionOf(int index) {
    return origin + index;
  }

  long readPosition() {
    return origin + read;
  }

  int unread() {
    return end - read;
  }

  /** Index up to which output may go without a slide. */
  int capacityEnd() {
    return bytes.length - SLACK;
  }

  int indexOf(long position) {
    return (int) (position - origin);
  }

  void release(int count) {
    Objects.checkFromIndexSize(read, count, end);
    read += count;
  }

  /** Slides unless that many unread bytes, and one match past them, have room. */
  void reserveUnread(long count) {
    checkArgument(
        count <= maxUnreadBytes,
        "%s unread bytes were asked for, but %s is the most",
        count,
        maxUnreadBytes);
    if (read + count + Tokens.MAX_LENGTH > capacityEnd()) {
      slide();
    }
  }

  private void slide() {
    int keep = Math.max(0, Math.min(read, end - LOOK_BACK));
    System.arraycopy(bytes, keep, bytes, 0, end - keep);
    origin += keep;
    read -= keep;
    end -= keep;
    summed -= keep;
  }

  /** Adds the output since the last call to the checksum. */
  void sum() {
    adler.update(bytes, summed, end - summed);
    adlerBytes += end - summed;
    summed = end;
  }

  int adler() {
    return append(adlerBefore, (int) adler.getValue(), adlerBytes, 1);
  }

  /**
   * The checksum of data with others behind them, a number of times: these lift the low sum by
   * theirs, and the high sum by what the low one is before each of their bytes (RFC 1950, section
   * 8.2).
   */
  private static int append(int data, int more, long length, long times) {
    long start = (data & 0xFFFF) - 1L;
    long lift = (more & 0xFFFF) - 1L;
    long lifts = times * (times - 1) / 2 % MODULUS * lift;
    long high = times * (more >>> 16) + length % MODULUS * ((times * start + lifts) % MODULUS);
    return Math.floorMod((data >>> 16) + high, MODULUS) << 16
        | Math.floorMod(start + times * lift + 1, MODULUS);
  }

  /** Whether what is unread begins a row: some bytes, and zeros behind them. */
  boolean holdsStartOf(byte[] head) {
    int inHead = Math.min(unread(), head.length);
    return Arrays.equals(bytes, read, read + inHead, head, 0, inHead)
        && Arrays.equals(bytes, read + inHead, end, ZEROS, 0, unread() - inHead);
  }

  /**
   * Adds rows that are zeros behind a head, and lets them go. Of the first one the bytes that are
   * unread are there, and only so many are made that matches can look back.
   *
   * @param rest bytes of another row, which wait to be read
   */
  void addRows(byte[] head, int rowBytes, int rows, int rest) {
    sum(head, unread(), rowBytes, 1);
    sum(head, 0, rowBytes, rows - 1L);
    sum(head, 0, rest, 1);
    origin = readPosition() + (long) rows * rowBytes - LOOK_BACK;
    read = LOOK_BACK;
    end = LOOK_BACK + rest;
    summed = end;
    Arrays.fill(bytes, 0, end, (byte) 0);
    for (int start = read; start > -head.length; start -= rowBytes) {
      int cut = Math.max(0, -start);
      System.arraycopy(head, cut, bytes, start + cut, head.length - cut);
    }
  }

  /** Adds the bytes [from, to) of a row to the checksum, a number of times. */
  private void sum(byte[] head, int from, int to, long times) {
    Adler32 part = new Adler32();
    int inHead = Math.max(0, Math.min(to, head.length) - from);
    part.update(head, Math.min(from, head.length), inHead);
    int zeros = to - from - inHead;
    int sum = append((int) part.getValue(), zeros % MODULUS << 16 | 1, zeros, 1);
    adlerBefore = append(adler(), sum, to - from, times);
    adlerBytes = 0;
    adler.reset();
  }
}
