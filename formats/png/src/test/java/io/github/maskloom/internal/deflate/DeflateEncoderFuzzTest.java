package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Arbitrary data, also repeated so that they fill several blocks, come back unchanged. */
class DeflateEncoderFuzzTest {
  @FuzzTest
  void whatIsCompressedComesBack(FuzzedDataProvider input) throws IOException {
    DeflateEncoder.MatchMode mode = input.pickValue(List.of(DeflateEncoder.MatchMode.values()));
    int pieceBytes = input.consumeInt(1, 50_000);
    int repeats = input.consumeInt(1, 30);
    byte[] part = input.consumeRemainingAsBytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    DeflateEncoder blocks = new DeflateEncoder(out, mode);
    for (int i = 0; i < repeats; i++) {
      data.write(part);
      for (int at = 0; at < part.length; at += pieceBytes) {
        blocks.write(part, at, Math.min(pieceBytes, part.length - at));
      }
    }
    blocks.finish();
    byte[] zlib = out.toByteArray();
    assertThat(zlib.length).isLessThanOrEqualTo(data.size() + data.size() / 1000 + 11);
    assertThat(Drive.FILL.inflate(zlib)).isEqualTo(data.toByteArray());
    assertThat(Zlib.inflate(zlib)).isEqualTo(data.toByteArray());
  }
}
