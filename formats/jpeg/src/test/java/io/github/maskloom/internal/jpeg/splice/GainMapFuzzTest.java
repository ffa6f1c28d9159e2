package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.jpeg.scan.MultiPicture;
import io.github.maskloom.internal.metadata.TravellingMetadata;
import io.github.maskloom.internal.metadata.XmpPacket;

/** Finds descriptions of gain maps that are not taken for damaged, but fail. */
class GainMapFuzzTest {
  @FuzzTest
  void anyIndex(byte[] bytes) {
    MultiPicture.parse(bytes, 6)
        .ifPresent(index -> assertThat(index.pictures()).hasSizeBetween(1, 64));
  }

  @FuzzTest
  void anyXmp(byte[] bytes) {
    GainMap.ofXmp(XmpPacket.texts(bytes, "map")).ifPresent(GainMapFuzzTest::checkNeutral);
    ImageMetadata stored = new ImageMetadata.Builder().xmp(bytes).build();
    byte[] packet = TravellingMetadata.of(stored, OutputOptions.DEFAULT).xmp().orElse(new byte[0]);
    GainMapXmp xmp = GainMapXmp.in(packet);
    assertThat(xmp.lengthAt()).isPositive();
    assertThat(xmp.content().length).isLessThanOrEqualTo(65_533);
  }

  @FuzzTest
  void anyBlockOfIso(byte[] bytes) {
    GainMap.ofIso(bytes, 0).ifPresent(GainMapFuzzTest::checkNeutral);
  }

  private static void checkNeutral(GainMap map) {
    if (map.obstacle().isEmpty()) {
      assertThat(map.neutralRgb()).isBetween(0, 0xFFFFFF);
    }
  }
}
