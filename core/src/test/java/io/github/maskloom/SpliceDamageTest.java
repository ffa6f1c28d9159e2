package io.github.maskloom;

import io.github.maskloom.testing.ZlibStyle;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Splicing a damaged photo agrees with streaming it on the result or the refusal. */
class SpliceDamageTest {
  private static final int PHOTOS = 3;
  private static final int DAMAGES = 6;

  @ParameterizedTest
  @EnumSource
  void damagedCompressedData(ZlibStyle style) throws IOException {
    Random random = new Random(style.name().hashCode());
    for (int photo = 0; photo < PHOTOS; photo++) {
      byte[] input = SpliceInput.of(style, random.nextInt());
      for (int damage = 0; damage < DAMAGES; damage++) {
        SpliceInput.check(SpliceInput.mutated(input, random));
      }
    }
  }

  @Test
  void noCompressedDataAtAll() throws IOException {
    SpliceInput.check(new byte[SpliceInput.HEAD_BYTES]);
  }
}
