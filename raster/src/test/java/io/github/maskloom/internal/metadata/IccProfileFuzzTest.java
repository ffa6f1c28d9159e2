package io.github.maskloom.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.image.MetadataReport;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Whatever the bytes, a profile that travels is whole, hardly longer, and travels as it is. */
class IccProfileFuzzTest {
  @FuzzTest
  void anyBytes(byte[] profile) {
    Optional<byte[]> left = IccProfile.travelling(profile, MetadataReport.builder());

    left.ifPresent(
        kept -> {
          assertThat(kept.length).isLessThanOrEqualTo(profile.length + 2500);
          assertThat(ByteBuffer.wrap(kept).getInt(0)).isEqualTo(kept.length);
          assertThat(IccProfile.travelling(kept, MetadataReport.builder())).hasValue(kept);
        });
  }
}
