package io.github.maskloom.raster.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageSource.RangeSupplier;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ImageSource} that opens again has to do, and what the ranges of a {@linkplain
 * ImageSource#seekable seekable} one have to. The tests of a source extend this class and put bytes
 * where it reads them. Where a source has no ranges, their tests are skipped.
 */
public abstract class ImageSourceContract {
  private static final int RANGES_AT_ONCE = 32;
  private static final int THREADS = 8;

  /** What buffers between a store and its reader may hold. */
  private static final int BUFFERED_BYTES = 1 << 20;

  private static final int LARGE_BYTES = 6 << 20;

  /** A contract that is to be kept. */
  protected ImageSourceContract() {}

  /**
   * Puts bytes where a source reads them.
   *
   * @param bytes up to 6 MiB; they may take the place of those before
   * @return a source of these bytes
   * @throws IOException if the bytes cannot be kept
   */
  protected abstract ImageSource source(byte[] bytes) throws IOException;

  /**
   * {@return a source of what is not there, or empty if none can be made} Opening or reading it
   * must fail with an {@link IOException}. Empty unless overridden, and the test is skipped.
   *
   * @throws IOException if the source cannot be made ready
   */
  protected Optional<ImageSource> missing() throws IOException {
    return Optional.empty();
  }

  /**
   * {@return how many bytes left the store so far, or empty if nobody counts them} Empty unless
   * overridden, and the test is skipped.
   */
  protected OptionalLong takenBytes() {
    return OptionalLong.empty();
  }

  @Test
  void opensAtTheFirstByteEachTime() throws IOException {
    byte[] bytes = bytes(100_000);
    ImageSource source = source(bytes);
    assertTrue(source.reopenable(), "it opens again");
    for (int i = 0; i < 2; i++) {
      try (InputStream stream = source.open()) {
        assertArrayEquals(bytes, stream.readAllBytes());
        assertEquals(-1, stream.read());
      }
    }
  }

  @Test
  void givesAsManyBytesAsItTells() throws IOException {
    ImageSource source = source(bytes(70_001));
    OptionalLong length = source.length();
    assumeTrue(length.isPresent(), "the source does not tell its length");
    try (InputStream stream = source.open()) {
      assertEquals(length.getAsLong(), stream.readAllBytes().length);
    }
  }

  @Test
  void opensStreamsSideBySide() throws IOException {
    byte[] bytes = bytes(90_000);
    ImageSource source = source(bytes);
    try (InputStream first = source.open();
        InputStream second = source.open()) {
      assertArrayEquals(Arrays.copyOf(bytes, 50_000), first.readNBytes(50_000));
      assertArrayEquals(bytes, second.readAllBytes());
      assertArrayEquals(Arrays.copyOfRange(bytes, 50_000, 90_000), first.readAllBytes());
    }
  }

  @Test
  void opensAgainAfterAStreamWasClosedEarly() throws IOException {
    byte[] bytes = bytes(300_000);
    ImageSource source = source(bytes);
    InputStream early = source.open();
    assertEquals(bytes[0], (byte) early.read());
    early.close();
    early.close();
    try (InputStream stream = source.open()) {
      assertArrayEquals(bytes, stream.readAllBytes());
    }
  }

  @Test
  void failsWithAnIoExceptionWhereThereIsNothing() throws IOException {
    Optional<ImageSource> missing = missing();
    assumeTrue(missing.isPresent(), "no source of nothing");
    assertThrows(
        IOException.class,
        () -> {
          try (InputStream stream = missing.get().open()) {
            stream.readAllBytes();
          }
        });
  }

  @Test
  void givesAnyRange() throws IOException {
    byte[] bytes = bytes(200_000);
    RangeSupplier ranges = ranges(source(bytes));
    Random random = new Random(8);
    for (int i = 0; i < 40; i++) {
      int position = random.nextInt(bytes.length);
      assertRange(bytes, ranges, position, 1 + random.nextInt(bytes.length - position));
    }
  }

  @Test
  void givesTheRangesAtItsEnds() throws IOException {
    byte[] bytes = bytes(5_000);
    RangeSupplier ranges = ranges(source(bytes));
    assertRange(bytes, ranges, 0, 1);
    assertRange(bytes, ranges, 0, bytes.length);
    assertRange(bytes, ranges, bytes.length - 1, 1);
  }

  @Test
  void keepsApartRangesThatAreOpenTogether() throws IOException {
    byte[] bytes = bytes(RANGES_AT_ONCE * 1_000);
    RangeSupplier ranges = ranges(source(bytes));
    List<InputStream> streams = new ArrayList<>();
    for (int i = 0; i < RANGES_AT_ONCE; i++) {
      streams.add(ranges.open(i * 1_000L, 1_000));
    }
    for (int part = 0; part < 4; part++) {
      for (int i = RANGES_AT_ONCE - 1; i >= 0; i--) {
        int at = i * 1_000 + part * 250;
        assertArrayEquals(Arrays.copyOfRange(bytes, at, at + 250), streams.get(i).readNBytes(250));
      }
    }
    for (InputStream stream : streams) {
      stream.close();
    }
  }

  @Test
  void opensRangesForManyThreadsAtOnce() throws Exception {
    byte[] bytes = bytes(400_000);
    RangeSupplier ranges = ranges(source(bytes));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 3 * THREADS; i++) {
        int position = i * 1_000;
        readers.add(
            threads.submit(
                () -> {
                  assertRange(bytes, ranges, position, 300_000);
                  return true;
                }));
      }
      for (Future<?> reader : readers) {
        reader.get(1, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void givesOtherRangesAfterOneWasClosedEarly() throws IOException {
    byte[] bytes = bytes(LARGE_BYTES);
    RangeSupplier ranges = ranges(source(bytes));
    for (int i = 0; i < 3; i++) {
      InputStream early = ranges.open(0, bytes.length);
      assertArrayEquals(Arrays.copyOf(bytes, 10), early.readNBytes(10));
      early.close();
      early.close();
      assertRange(bytes, ranges, 77_777, 70_000);
    }
  }

  @Test
  void fetchesNothingMoreOfARangeThatIsClosedEarly() throws IOException {
    assumeTrue(takenBytes().isPresent(), "nobody counts what leaves the store");
    byte[] bytes = bytes(LARGE_BYTES);
    RangeSupplier ranges = ranges(source(bytes));
    long before = takenBytes().getAsLong();
    InputStream early = ranges.open(0, bytes.length);
    assertEquals(10, early.readNBytes(10).length);
    early.close();
    long taken = takenBytes().getAsLong() - before;
    assertTrue(taken <= BUFFERED_BYTES, "closing early drained: %d bytes came".formatted(taken));
  }

  private static RangeSupplier ranges(ImageSource source) {
    Optional<RangeSupplier> ranges = source.ranges();
    assumeTrue(ranges.isPresent(), "the source has no ranges");
    return ranges.get();
  }

  private static void assertRange(byte[] bytes, RangeSupplier ranges, int position, int length)
      throws IOException {
    try (InputStream stream = ranges.open(position, length)) {
      assertArrayEquals(
          Arrays.copyOfRange(bytes, position, position + length),
          stream.readAllBytes(),
          "%d bytes at %d".formatted(length, position));
    }
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
