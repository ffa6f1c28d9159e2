package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.png.splice.PngSplicer;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work that waits for memory has its images open: that must cost next to nothing. */
class PngOpeningTest {
  private static final int HEADER_BYTES = 4_096;
  private static final int DATA_BYTES = 16_384;

  private final AtomicInteger openings = new AtomicInteger();
  private int largestRead;

  @Test
  void fourKilobytesAreReadForTheHeaderAndMoreOnlyForRows() throws IOException {
    byte[] file = TestPng.of(ColorType.RGB, 16, 300, 300).encode();
    assertThat(file.length).isGreaterThan(2 * DATA_BYTES);

    try (PngReader reader = Pngs.plain(observed(file))) {
      assertThat(largestRead).isEqualTo(HEADER_BYTES);

      Pngs.read(reader, 1);

      assertThat(largestRead).isEqualTo(DATA_BYTES);
    }
  }

  @Test
  void anInterlacedFileIsOpenedOncePerPass() throws IOException {
    byte[] file = TestPng.of(ColorType.RGB, 16, 300, 300).interlaced(true).encode();
    ImageSource source = ImageSource.reopening(() -> observed(file));

    try (Adam7Reader reader = Pngs.interlaced(source)) {
      assertThat(openings).hasValue(1);
      assertThat(largestRead).isEqualTo(HEADER_BYTES);

      Pngs.read(reader, 1);

      assertThat(openings).hasValue(7);
    }
  }

  @Test
  void onlyACopyKeepsTheChunksThemselves() throws IOException {
    byte[] exif = Arrays.copyOf(JpegEdits.exif(ByteOrder.BIG_ENDIAN, 1), 300_000);
    byte[] file = TestPng.of(ColorType.RGB, 8, 30, 20).chunk("eXIf", exif).encode();

    try (PngReader copied = Pngs.plain(file);
        PngReader read = Pngs.plain(file)) {
      PngSplicer.SplicedPng splice = new PngSplicer.SplicedPng(copied.beginCopy().orElseThrow());
      read.forgetCopy();

      assertThat(copied.metadata()).isSameAs(ImageMetadata.NONE);
      assertThat(splice.heapBytes()).isGreaterThan(900_000 + exif.length);
      assertThat(read.beginCopy()).isEmpty();
      assertThat(read.metadata().exif()).contains(exif);
    }
  }

  @Test
  void chunksThatAreNotOnTheListTakeNoHeap() throws IOException {
    TestPng png = TestPng.of(ColorType.RGB, 8, 30, 20);
    long heapBytes = heapOfCopy(png.encode());
    for (int i = 0; i < 20_000; i++) {
      png.chunk("teSt", new byte[0]);
    }

    assertThat(heapOfCopy(png.encode())).isEqualTo(heapBytes);
  }

  private static long heapOfCopy(byte[] file) throws IOException {
    try (PngReader reader = Pngs.plain(file)) {
      return new PngSplicer.SplicedPng(reader.beginCopy().orElseThrow()).heapBytes();
    }
  }

  private InputStream observed(byte[] file) {
    openings.incrementAndGet();
    return new FilterInputStream(new ByteArrayInputStream(file)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        largestRead = Math.max(largestRead, length);
        return super.read(target, offset, length);
      }
    };
  }
}
