package io.github.maskloom.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever the bytes, an EXIF block keeps its length when pictures or a maker's note go. */
class ExifFuzzTest {
  @FuzzTest
  void anyBytes(byte[] tiff) {
    byte[] bare = ExifBlock.withoutPictures(tiff).bytes();

    assertThat(bare).hasSameSizeAs(tiff);
    assertThat(ExifBlock.withoutMakerNote(bare)).hasSameSizeAs(tiff);
  }
}
