package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.primitives.Bytes;
import io.github.maskloom.testing.PngFiles;
import java.util.List;

/** Arbitrary streams: zlib's verdict and zlib's bytes, whatever the input. */
class InflateFuzzTest {
  @FuzzTest
  void agreesWithZlib(FuzzedDataProvider input) {
    Drive drive = input.pickValue(List.of(Drive.values()));
    int pieceBytes = input.consumeInt(1, 300);
    int turnBytes = input.consumeInt(1, 5000);
    boolean headed = input.consumeBoolean();
    byte[] stream = input.consumeRemainingAsBytes();
    byte[] zlib = PngFiles.withRightChecksum(headed ? withHeader(stream) : stream);
    assertThat(drive.verdict(zlib, pieceBytes, turnBytes)).isEqualTo(Zlib.inflate(zlib));
  }

  /** Spares the fuzzer the search for the two bytes without which nothing else is looked at. */
  private static byte[] withHeader(byte[] stream) {
    return Bytes.concat(new byte[] {0x78, 0x01}, stream);
  }
}
