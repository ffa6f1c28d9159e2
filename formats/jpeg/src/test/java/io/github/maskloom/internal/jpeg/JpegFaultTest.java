package io.github.maskloom.internal.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Throwables;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegFaultTest {
  private static final byte[] BASELINE = TestJpegs.baseline(67, 45, 3);

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
  void ignoresWhatFollowsTheImage(byte[] jpeg) throws IOException {
    byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 100);
    Arrays.fill(longer, jpeg.length, longer.length, (byte) 0xFF);

    assertThat(Jpegs.samples(longer)).isEqualTo(Jpegs.samples(jpeg));
  }

  @Test
  void reportsScanDataThatEndBeforeTheLastRow() {
    byte[] cut = Arrays.copyOf(BASELINE, BASELINE.length * 3 / 4);
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9;

    assertThatExceptionOfType(ImageFormatException.class)
        .isThrownBy(() -> Jpegs.samples(cut))
        .withMessageContaining("premature end");
  }

  @Test
  void isOverAfterAFailure() throws IOException {
    JpegReader reader = Jpegs.open(BASELINE);
    assertThatThrownBy(() -> reader.push(1, window -> fail(new IOException("disk full"))))
        .isInstanceOf(IOException.class);

    assertThatThrownBy(() -> reader.push(1, window -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already taken");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noticesThatTheFileWasReplacedAfterItsHeaderWasRead(boolean progressive) throws IOException {
    List<byte[]> versions = new ArrayList<>();
    for (int height : new int[] {45, 46}) {
      versions.add(
          progressive ? TestJpegs.progressive(67, height, 3) : TestJpegs.baseline(67, height, 3));
    }
    ImageSource source = ImageSource.reopening(() -> ImageSource.of(versions.remove(0)).open());
    JpegReader reader = Jpegs.open(source);

    assertThatThrownBy(() -> reader.push(1, window -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed while it was read");
  }

  private static void fail(Throwable failure) throws IOException {
    Throwables.throwIfInstanceOf(failure, IOException.class);
    Throwables.throwIfUnchecked(failure);
  }
}
