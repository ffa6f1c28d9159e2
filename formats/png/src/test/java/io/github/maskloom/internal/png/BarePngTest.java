package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.ImageFile.BareCopy;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bare copy keeps the compressed rows, so there must be no more of them than the image has. */
class BarePngTest {
  private static byte[] withARowTooMany(boolean interlaced) {
    TestPng tall = TestPng.of(ColorType.RGB, 8, 9, 8).interlaced(interlaced);
    byte[] file = tall.encode();
    byte[] header =
        TestPng.rawChunk(
            "IHDR", TestPng.of(ColorType.RGB, 8, 9, 7).interlaced(interlaced).header());
    System.arraycopy(header, 0, file, 8, header.length);
    return file;
  }

  private static Optional<BareCopy> copy(boolean interlaced, DamagePolicy damage)
      throws IOException {
    ReadOptions reading = ReadOptions.DEFAULT.withDamage(damage);
    return EncodedImage.open(
            ImageSource.of(withARowTooMany(interlaced)),
            EncodedImage.Opening.of(reading, Kept.METADATA),
            new Scope(WorkOptions.DEFAULT))
        .file()
        .bareCopy(OutputOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsBehindTheLastAreRefused(boolean interlaced) throws IOException {
    BareCopy copy = copy(interlaced, DamagePolicy.STRICT).orElseThrow();

    assertThatThrownBy(copy::isOfPixelsOnly)
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("go on after the last row");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsReadLenientlyIsNotCopied(boolean interlaced) throws IOException {
    assertThat(copy(interlaced, DamagePolicy.LENIENT)).isEmpty();
  }
}
