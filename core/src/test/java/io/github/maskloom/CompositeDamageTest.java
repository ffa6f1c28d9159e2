package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Mutation;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong checksum ends the composite unless the caller wants the pixels all the same. */
class CompositeDamageTest {
  private static final byte[] UNPAINTED =
      TestPng.of(ColorType.RGBA, 8, 9, 7).samples(new int[9 * 7 * 4]).encode();
  private static final int CRC_OF_HEADER = 29;
  private static final int BEFORE_IEND = 12;
  private static final int CRC_BYTES = 4;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofAChunk(boolean interlaced) throws IOException {
    byte[] sound = TestPng.of(ColorType.RGB, 8, 9, 7).interlaced(interlaced).encode();
    byte[] damaged = flipped(sound, CRC_OF_HEADER);

    assertRefusedUnlessLenient(sound, damaged, "CRC");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofThePixels(boolean interlaced) throws IOException {
    byte[] sound = TestPng.of(ColorType.RGB, 8, 9, 7).interlaced(interlaced).encode();
    int lastOfAdler = sound.length - BEFORE_IEND - CRC_BYTES - 1;
    byte[] damaged = Mutation.withRightCrcs(flipped(sound, lastOfAdler));

    assertRefusedUnlessLenient(sound, damaged, "checksum");
  }

  private static void assertRefusedUnlessLenient(byte[] sound, byte[] damaged, String rule)
      throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();

    assertThatThrownBy(() -> composite(damaged, DamagePolicy.STRICT, result))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining(rule);
    result.reset();
    CompositeReport report = composite(damaged, DamagePolicy.LENIENT, result);

    assertThat(report.strategy()).isEqualTo(Strategy.STREAM);
    assertThat(Picture.decoded(result.toByteArray()).samples())
        .isEqualTo(Picture.decoded(sound).samples());
  }

  private static CompositeReport composite(
      byte[] photo, DamagePolicy damage, ByteArrayOutputStream result) throws IOException {
    return MaskCompositor.create()
        .withReading(ReadOptions.DEFAULT.withDamage(damage))
        .withOutput(OutputOptions.DEFAULT.withStrict(true))
        .composite(ImageSource.of(photo), ImageSource.of(UNPAINTED), ImageTarget.of(result));
  }

  private static byte[] flipped(byte[] file, int offset) {
    byte[] flipped = file.clone();
    flipped[offset] ^= 1;
    return flipped;
  }
}
