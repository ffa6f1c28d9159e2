package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.errors.ImageFormatException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arbitrary streams: zlib's verdict and zlib's bytes, whatever the input. */
class InflateFuzzTest {
  @FuzzTest
  void agreesWithZlib(FuzzedDataProvider input) {
    Drive drive = input.pickValue(List.of(Drive.values()));
    int pieceBytes = input.consumeInt(1, 300);
    int turnBytes = input.consumeInt(1, 5000);
    boolean headed = input.consumeBoolean();
    byte[] stream = input.consumeRemainingAsBytes();
    byte[] zlib = Zlib.withRightChecksum(headed ? withHeader(stream) : stream);
    assertThat(verdict(drive, zlib, pieceBytes, turnBytes)).isEqualTo(Zlib.inflate(zlib));
  }

  /** Spares the fuzzer the search for the two bytes without which nothing else is looked at. */
  private static byte[] withHeader(byte[] stream) {
    byte[] zlib = new byte[stream.length + 2];
    zlib[0] = 0x78;
    zlib[1] = 0x01;
    System.arraycopy(stream, 0, zlib, 2, stream.length);
    return zlib;
  }

  private static byte @Nullable [] verdict(
      Drive drive, byte[] zlib, int pieceBytes, int turnBytes) {
    try {
      return drive.inflate(zlib, () -> pieceBytes, () -> turnBytes);
    } catch (ImageFormatException e) {
      return null;
    }
  }
}
