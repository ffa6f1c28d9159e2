package io.github.maskloom.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.image.MetadataReport;

/** Whatever the bytes, new resources are short, and have nothing that is not on the list. */
class IptcFuzzTest {
  @FuzzTest
  void anyBytes(byte[] block) {
    byte[] kept = IptcBlock.kept(block, new KeptFields(MetadataReport.builder()));
    MetadataReport.Builder again = MetadataReport.builder();

    assertThat(kept.length).isLessThanOrEqualTo(Math.min(block.length + 64, 64 << 10));
    assertThat(IptcBlock.kept(kept, new KeptFields(again))).isEqualTo(kept);
    assertThat(again.build().dropped()).isEmpty();
  }
}
