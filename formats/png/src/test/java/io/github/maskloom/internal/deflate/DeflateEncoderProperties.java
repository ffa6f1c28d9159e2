package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DeflateEncoderProperties {
  @Property(tries = 100)
  void howTheDataAreDividedNeverChangesTheOutput(
      @ForAll SampleData kind,
      @ForAll DeflateEncoder.MatchMode mode,
      @ForAll @IntRange(max = 250_000) int size,
      @ForAll @IntRange(min = 1, max = 120_000) int maxPieceBytes,
      @ForAll long seed)
      throws IOException {
    byte[] data = kind.bytes(size, seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DeflateEncoder blocks = new DeflateEncoder(out, mode);
    Random random = new Random(seed);
    for (int at = 0; at < size; ) {
      int count = Math.min(size - at, random.nextInt(maxPieceBytes + 1));
      blocks.write(data, at, count);
      at += count;
    }
    blocks.finish();
    assertThat(out.toByteArray()).isEqualTo(DeflateEncoderTest.compress(data, mode));
    assertThat(Zlib.inflate(out.toByteArray())).isEqualTo(data);
  }
}
