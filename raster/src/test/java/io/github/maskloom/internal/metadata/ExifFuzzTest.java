package io.github.maskloom.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.image.MetadataReport;

/** Whatever the bytes, a new block is short, and has nothing that is not on the list. */
class ExifFuzzTest {
  @FuzzTest
  void anyBytes(byte[] tiff) {
    byte[] kept = ExifBlock.kept(tiff, new KeptFields(MetadataReport.builder()));
    MetadataReport.Builder again = MetadataReport.builder();

    assertThat(kept.length).isLessThan(32 << 10);
    assertThat(kept.length == 0 ? kept : ExifBlock.kept(kept, new KeptFields(again)))
        .isEqualTo(kept);
    assertThat(again.build().dropped()).isEmpty();
    assertThat(ExifBlock.oriented(tiff, ExifBlock.orientation(tiff))).isEqualTo(tiff);
  }
}
