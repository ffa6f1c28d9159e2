package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DynamicHeaderTest {
  @Test
  void reachesEveryPhaseFromEveryOther() throws IOException {
    byte[] none = {};
    BitAssembler empty = BitAssembler.zlib().fixedBlock(true).endOfBlock();
    for (int phase = 0; phase < 8; phase++) {
      for (int wanted = 0; wanted < 8; wanted++) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BitWriter out = new BitWriter(bytes);
        out.copy(empty.toBytes(), 0, 16);
        DynamicHeader.padTo(out, phase);
        long before = out.position();
        DynamicHeader.padTo(out, wanted);
        assertThat(out.position() % 8).isEqualTo(wanted);
        assertThat(out.position() - before).isBetween(0L, 125L);
        out.copy(empty.toBytes(), 16, 10);
        out.align();
        out.write(Integer.reverseBytes(1) & 0xFFFFFFFFL, 32);
        out.flush();
        assertThat(Zlib.inflate(bytes.toByteArray())).isEqualTo(none);
        assertThat(Drive.DECODE.inflate(bytes.toByteArray())).isEqualTo(none);
      }
    }
  }
}
