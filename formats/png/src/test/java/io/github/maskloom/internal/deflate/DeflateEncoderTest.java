package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import io.github.maskloom.testing.FullDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeflateEncoderTest {
  @ParameterizedTest
  @EnumSource
  void compressesEveryKindOfDataToAStreamThatZlibReads(DeflateEncoder.MatchMode mode)
      throws IOException {
    for (SampleData kind : SampleData.values()) {
      for (int size : new int[] {0, 1, 2, 3, 5, 258, 259, 4000, 98_562, 98_563, 400_000}) {
        byte[] data = kind.bytes(size, 1);
        byte[] zlib = compress(data, mode);
        assertThat(zlib.length).isLessThanOrEqualTo(data.length + data.length / 1000 + 11);
        assertThat(Zlib.inflate(zlib)).isEqualTo(data);
        assertThat(Drive.FILL.inflate(zlib)).isEqualTo(data);
      }
    }
  }

  @Test
  void runsAreEnoughForFilteredPhotos() throws IOException {
    byte[] data = SampleData.PHOTO.bytes(500_000, 1);
    int zlibBytes = Zlib.deflate(data, 6, Deflater.DEFAULT_STRATEGY).length;
    assertThat(compress(data, DeflateEncoder.MatchMode.RUNS).length).isLessThanOrEqualTo(zlibBytes);
    assertThat(compress(data, DeflateEncoder.MatchMode.AUTO).length).isLessThanOrEqualTo(zlibBytes);
  }

  @Test
  void matchesAreChosenWhereTheySave() throws IOException {
    byte[] data = SampleData.TEXT.bytes(500_000, 1);
    int zlibBytes = Zlib.deflate(data, 6, Deflater.DEFAULT_STRATEGY).length;
    assertThat(compress(data, DeflateEncoder.MatchMode.MATCHES).length)
        .isLessThan(zlibBytes * 21 / 20);
    assertThat(compress(data, DeflateEncoder.MatchMode.AUTO).length)
        .isLessThan(compress(data, DeflateEncoder.MatchMode.RUNS).length / 2);
  }

  @Test
  void theChoiceFollowsTheData() throws IOException {
    byte[] graphics = SampleData.RUNS.bytes(500_000, 1);
    byte[] photo = SampleData.PHOTO.bytes(500_000, 1);
    int apart =
        compress(graphics, DeflateEncoder.MatchMode.MATCHES).length
            + compress(photo, DeflateEncoder.MatchMode.RUNS).length;
    byte[] both = Bytes.concat(graphics, photo);
    assertThat(compress(both, DeflateEncoder.MatchMode.AUTO).length).isLessThan(apart * 21 / 20);
  }

  @Test
  void oneByteTakesLittleSpaceHoweverOftenItRepeats() throws IOException {
    byte[] data = SampleData.ZEROS.bytes(2_000_000, 1);
    for (DeflateEncoder.MatchMode mode : DeflateEncoder.MatchMode.values()) {
      assertThat(compress(data, mode)).hasSizeLessThan(data.length / 900);
    }
  }

  @Test
  void nothingFollowsTheEnd() throws IOException {
    DeflateEncoder blocks =
        new DeflateEncoder(new ByteArrayOutputStream(), DeflateEncoder.MatchMode.AUTO);
    blocks.finish();
    assertThatThrownBy(blocks::finish).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> blocks.write(new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isDeadAfterTheOutputFailed() {
    FullDisk full = new FullDisk(0);
    DeflateEncoder blocks = new DeflateEncoder(full, DeflateEncoder.MatchMode.RUNS);
    byte[] noise = SampleData.NOISE.bytes(500_000, 1);
    assertThatThrownBy(() -> blocks.write(noise, 0, noise.length)).isSameAs(full.failure);
    assertThatThrownBy(() -> blocks.write(noise, 0, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(blocks::finish).isInstanceOf(IllegalStateException.class);
  }

  static byte[] compress(byte[] data, DeflateEncoder.MatchMode mode) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DeflateEncoder blocks = new DeflateEncoder(out, mode);
    blocks.write(data, 0, data.length);
    blocks.finish();
    return out.toByteArray();
  }
}
