package io.github.maskloom.internal.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Throwables;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JpegFaultTest {
  private static final byte[] BASELINE = TestJpegs.baseline(67, 45, 3);
  private static final ImageLimits LIMITS = ImageLimits.DEFAULT.withMaxPixels(1_000_000);

  static Stream<Named<byte[]>> files() {
    return Stream.of(
        Named.of("baseline", TestJpegs.baseline(24, 18, 3)),
        Named.of("gray", TestJpegs.baseline(24, 18, 1)),
        Named.of("restarting", TestJpegs.restarting(40, 18, 1)),
        Named.of("progressive", JpegFixtures.load("progressive-restarts.jpg")),
        Named.of("three scans", JpegFixtures.load("three-scans.jpg")),
        Named.of("two scans", JpegFixtures.load("two-scans-restarts.jpg")),
        Named.of("ycck", JpegFixtures.load("ycck.jpg")));
  }

  @ParameterizedTest
  @MethodSource("files")
  void reportsAFileCutAnywhereUnlessAllOfTheImageIsThere(byte[] jpeg) throws IOException {
    byte[] whole = samples(jpeg);
    for (int length = 0; length < jpeg.length; length++) {
      byte[] cut = Arrays.copyOf(jpeg, length);
      try {
        assertThat(samples(cut)).as("%s bytes", length).isEqualTo(whole);
        assertThat(length).isGreaterThanOrEqualTo(jpeg.length - 4);
      } catch (ImageFormatException e) {
        assertThat(e).hasMessageContaining("the file ends before the image does");
        assertThat(length).isLessThan(jpeg.length - 2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void ignoresWhatFollowsTheImage(byte[] jpeg) throws IOException {
    byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 100);
    Arrays.fill(longer, jpeg.length, longer.length, (byte) 0xFF);

    decode(ImageSource.of(longer));
  }

  @Test
  void ignoresPaddingBehindTheLastSample() throws IOException {
    byte[] padded = Arrays.copyOf(BASELINE, BASELINE.length + 32);
    Arrays.fill(padded, BASELINE.length - 2, padded.length, (byte) 0);
    padded[padded.length - 2] = (byte) 0xFF;
    padded[padded.length - 1] = (byte) 0xD9;

    assertThat(
            ArrayRows.collect(
                JpegReader.open(
                    ImageSource.of(padded), LIMITS, DamagePolicy.STRICT, CancelSignal.NEVER),
                8))
        .isEqualTo(
            ArrayRows.collect(
                JpegReader.open(
                    ImageSource.of(BASELINE), LIMITS, DamagePolicy.STRICT, CancelSignal.NEVER),
                8));
  }

  @ParameterizedTest
  @MethodSource("files")
  void survivesChangedBytes(byte[] jpeg) throws IOException {
    Random random = new Random(jpeg.length);
    for (int i = 0; i < 500; i++) {
      byte[] changed = jpeg.clone();
      int at = random.nextInt(changed.length);
      changed[at] =
          (byte) (random.nextBoolean() ? changed[at] ^ 1 << random.nextInt(8) : random.nextInt());
      try {
        decode(ImageSource.of(changed));
      } catch (ImageFormatException | ImageLimitException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void reportsScanDataThatEndBeforeTheLastRow() {
    byte[] cut = Arrays.copyOf(BASELINE, BASELINE.length * 3 / 4);
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9;

    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> decode(ImageSource.of(cut)))
        .withMessageContaining("premature end");
  }

  @ParameterizedTest
  @MethodSource("files")
  void passesAnIoExceptionThroughFromAnyRead(byte[] jpeg) throws IOException {
    IOException failure = new IOException("disk gone");
    FaultySource sound = FaultySource.sound(jpeg);
    decode(sound.source());

    for (int read = 0; read < sound.reads(); read++) {
      FaultySource faulty = new FaultySource(jpeg, read, failure);

      assertThatThrownBy(() -> decode(faulty.source())).isSameAs(failure);
      assertThat(faulty.openStreams()).isZero();
    }
    assertThat(sound.openStreams()).isZero();
  }

  static Stream<Throwable> failuresOfASink() {
    return Stream.of(
        new IOException("disk full"),
        new IllegalStateException("closed"),
        new CancelledException("enough"),
        new AssertionError("bug"));
  }

  @ParameterizedTest
  @MethodSource("failuresOfASink")
  void passesThroughWhatTheSinkThrows(Throwable failure) throws IOException {
    for (int failing = 0; failing < 3; failing++) {
      FaultySource source = FaultySource.sound(BASELINE);
      JpegReader reader =
          JpegReader.open(source.source(), LIMITS, DamagePolicy.STRICT, CancelSignal.NEVER);
      AtomicInteger left = new AtomicInteger(failing);

      assertThatThrownBy(
              () ->
                  reader.push(
                      16,
                      window -> {
                        if (left.getAndDecrement() == 0) {
                          fail(failure);
                        }
                      }))
          .isSameAs(failure);
      assertThat(left).hasValue(-1);
      assertThat(source.openStreams()).isZero();
    }
  }

  @Test
  void isOverAfterAFailure() throws IOException {
    JpegReader reader =
        JpegReader.open(ImageSource.of(BASELINE), LIMITS, DamagePolicy.STRICT, CancelSignal.NEVER);
    assertThatThrownBy(() -> reader.push(1, window -> fail(new IOException("disk full"))))
        .isInstanceOf(IOException.class);

    assertThatThrownBy(() -> reader.push(1, window -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already taken");
  }

  @Test
  void noticesThatTheFileWasReplacedAfterItsHeaderWasRead() throws IOException {
    byte[] other = TestJpegs.baseline(67, 46, 3);
    AtomicInteger opened = new AtomicInteger();
    ImageSource source =
        ImageSource.reopening(
            () -> ImageSource.of(opened.getAndIncrement() == 0 ? BASELINE : other).open());
    JpegReader reader = JpegReader.open(source, LIMITS, DamagePolicy.STRICT, CancelSignal.NEVER);

    assertThatThrownBy(() -> reader.push(1, window -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed while it was read");
  }

  @Test
  void readsAFileWhoseTablesFillSeveralBuffersOfTheDecoder() throws IOException {
    int dqt = JpegEdits.indexOfMarker(BASELINE, 0xDB);
    int length = (BASELINE[dqt + 2] & 0xFF) << 8 | (BASELINE[dqt + 3] & 0xFF);
    byte[] table = Arrays.copyOfRange(BASELINE, dqt + 4, dqt + 2 + length);
    byte[] jpeg = BASELINE;
    for (int i = 0; i < 30_000 / (table.length + 4); i++) {
      jpeg = JpegEdits.withSegment(jpeg, 0xDB, table);
    }

    decode(ImageSource.of(jpeg));
  }

  private static byte[] samples(byte[] jpeg) throws IOException {
    return ArrayRows.collect(
        JpegReader.open(ImageSource.of(jpeg), LIMITS, DamagePolicy.STRICT, CancelSignal.NEVER), 8);
  }

  private static void decode(ImageSource source) throws IOException {
    try (JpegReader reader =
        JpegReader.open(source, LIMITS, DamagePolicy.STRICT, CancelSignal.NEVER)) {
      reader.push(7, window -> {});
    }
  }

  private static void fail(Throwable failure) throws IOException {
    Throwables.throwIfInstanceOf(failure, IOException.class);
    Throwables.throwIfUnchecked(failure);
  }
}
