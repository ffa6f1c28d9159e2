package io.github.maskloom.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.TestRows;
import io.github.maskloom.testing.TestTiff;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged files, and sources that fail, in every format that ImageIO decodes. */
@Tag("slow")
class SeekableFormatFaultTest {
  private static final ImageLimits LIMITS =
      ImageLimits.DEFAULT
          .withMaxPixels(1_000_000)
          .withMaxHeldBytes(8 << 20)
          .withMaxSpoolBytes(8 << 20)
          .withMaxMetadataBytes(1 << 16)
          .withMaxParts(10_000);

  @TempDir private Path folder;

  static Stream<Named<byte[]>> files() {
    BufferedImage colors = TestImages.components(3, 8, 24, 18);
    BufferedImage bytes = TestImages.indexed(8, 3, 24, 18);
    BufferedImage nibbles = TestImages.indexed(4, -1, 24, 18);
    return Stream.of(
        Named.of("gif", ForeignFiles.gif(bytes, false)),
        Named.of("interlaced gif", ForeignFiles.gif(nibbles, true)),
        Named.of("bmp", ForeignFiles.bmp(colors, "BI_RGB")),
        Named.of("palette bmp", ForeignFiles.topDownBmp(nibbles)),
        Named.of(
            "bit field bmp",
            ForeignFiles.bmp(
                TestImages.ofType(BufferedImage.TYPE_USHORT_565_RGB, 24, 18), "BI_BITFIELDS")),
        Named.of("rle4 bmp", ForeignFiles.runLengthBmp(nibbles, 4)),
        Named.of("rle8 bmp", ForeignFiles.runLengthBmp(TestImages.indexed(8, -1, 24, 18), 8)),
        Named.of("plain tiff", new TestTiff(24, 18, 3, 16).strips(5).encode()),
        Named.of("lzw tiff", ForeignFiles.tiff(colors, "LZW", 5)),
        Named.of("deflate tiff", ForeignFiles.tiff(colors, "Deflate", 18)),
        Named.of("packbits tiff", ForeignFiles.tiff(nibbles, "PackBits", 4)),
        Named.of("tiled tiff", ForeignFiles.tiledTiff(colors, "LZW", 16, 16)),
        Named.of(
            "planar tiff",
            new TestTiff(24, 18, 4, 8)
                .order(ByteOrder.BIG_ENDIAN)
                .planar()
                .compression(8)
                .tiles(16, 16)
                .encode()),
        Named.of("lossy webp", ForeignFiles.webp("lossy")),
        Named.of("lossless webp", ForeignFiles.webp("lossless")),
        Named.of("lossy webp with alpha", ForeignFiles.webp("lossy-alpha")),
        Named.of("lossless webp with alpha", ForeignFiles.webp("lossless-alpha")));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileCutAnywhereIsRefusedOrWhole(byte[] file) throws IOException {
    int[] whole = decode(file);
    for (int length = 1; length < file.length; length += 1 + file.length / 150) {
      try {
        assertThat(Arrays.equals(decode(Arrays.copyOf(file, length)), whole))
            .as("%s bytes", length)
            .isTrue();
      } catch (ImageFormatException | ImageLimitException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void changedBytesDecodeOrAreRefused(byte[] file) throws IOException {
    Random random = new Random(file.length);
    for (int i = 0; i < 200; i++) {
      byte[] changed = file.clone();
      for (int change = 0; change <= i % 3; change++) {
        int range = i % 2 == 0 ? Math.min(200, changed.length) : changed.length;
        int at = random.nextInt(range);
        at = i % 4 < 2 ? at : changed.length - 1 - at;
        changed[at] =
            (byte)
                (random.nextBoolean() ? changed[at] ^ (1 << random.nextInt(8)) : random.nextInt());
      }
      try {
        decode(changed);
      } catch (ImageFormatException | ImageLimitException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  private static int[] decode(byte[] file) throws IOException {
    try (EncodedImage image = open(ImageSource.of(file), CancelSignal.NEVER)) {
      return TestRows.drain(image.rows(), 7);
    }
  }

  private static EncodedImage open(ImageSource source, CancelSignal cancel) throws IOException {
    return EncodedImage.open(source, LIMITS, DamagePolicy.STRICT, cancel);
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFailureOfTheSourceComesOutUnchanged(byte[] file) throws IOException {
    IOException failure = new IOException("disk gone");
    FaultySource sound = FaultySource.sound(file);
    try (EncodedImage image = open(sound.source(), CancelSignal.NEVER)) {
      TestRows.drain(image.rows(), 5);
    }
    for (int read = 0; read < sound.reads(); read++) {
      FaultySource faulty = new FaultySource(file, read, failure);

      assertThatThrownBy(() -> open(faulty.source(), CancelSignal.NEVER)).isSameAs(failure);
      assertThat(faulty.openStreams()).isZero();
    }
    assertThat(sound.openStreams()).isZero();
  }

  @ParameterizedTest
  @MethodSource("files")
  void theCallerCanStopAtAnyRead(byte[] file) throws IOException {
    Path path = Files.write(folder.resolve("picture"), file);
    AtomicInteger reads = new AtomicInteger();
    decode(path, () -> reads.incrementAndGet() < 0);
    for (int allowed = 0; allowed < reads.get(); allowed++) {
      AtomicInteger left = new AtomicInteger(allowed);

      assertThatThrownBy(() -> decode(path, () -> left.getAndDecrement() == 0))
          .isInstanceOf(CancelledException.class);
    }
  }

  private static void decode(Path path, CancelSignal cancel) throws IOException {
    try (EncodedImage image = open(ImageSource.of(path), cancel)) {
      TestRows.drain(image.rows(), 5);
    }
  }
}
