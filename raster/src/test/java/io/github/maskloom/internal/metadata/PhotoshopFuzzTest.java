package io.github.maskloom.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever the bytes, Photoshop's resources only lose, and what is left can be read in whole. */
class PhotoshopFuzzTest {
  @FuzzTest
  void anyBytes(byte[] blocks) {
    Cleaned left = PhotoshopResources.withoutPictures(blocks);

    assertThat(left.bytes().length).isLessThanOrEqualTo(blocks.length);
    assertThat(PhotoshopResources.withoutPictures(left.bytes()).whole()).isTrue();
  }
}
