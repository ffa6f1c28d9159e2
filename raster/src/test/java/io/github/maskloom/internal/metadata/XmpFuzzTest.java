package io.github.maskloom.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.MetadataReport;
import java.util.Optional;
import java.util.Set;

/** Whatever the bytes, XMP only loses, and what is left takes a label. */
class XmpFuzzTest {
  @FuzzTest
  void anyBytes(byte[] packet) {
    Optional<byte[]> left = XmpPacket.travelling(packet, Set.of(), MetadataReport.builder());

    left.ifPresent(kept -> assertThat(kept.length).isLessThanOrEqualTo(packet.length));
    byte[] labeled = XmpLabel.write(left, AiLabel.COMPOSITE);
    assertThat(XmpLabel.read(labeled)).isNotNull();
    assertThat(labeled).isNotEmpty();
  }
}
