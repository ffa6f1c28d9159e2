package io.github.maskloom.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputOptions;

/** Whatever the bytes, a new packet says what is on the list, and takes a label. */
class XmpFuzzTest {
  @FuzzTest
  void anyBytes(byte[] packet) {
    byte[] kept = kept(packet, AiLabel.NONE, MetadataReport.builder());
    MetadataReport.Builder again = MetadataReport.builder();

    assertThat(kept(kept, AiLabel.NONE, again)).isEqualTo(kept);
    assertThat(again.build().dropped()).isEmpty();
    assertThat(XmpPacket.label(kept(packet, AiLabel.COMPOSITE, again)).digitalSourceType())
        .isEqualTo(AiLabel.COMPOSITE.digitalSourceType());
  }

  private static byte[] kept(byte[] packet, AiLabel label, MetadataReport.Builder report) {
    return XmpPacket.kept(
        packet, "xmp", 1, OutputOptions.DEFAULT.withLabel(label), new KeptFields(report));
  }
}
