package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.jpeg.scan.MultiPicture;
import io.github.maskloom.internal.metadata.XmpPacket.Subject;
import java.util.EnumSet;

/** Finds descriptions of gain maps that are not taken for damaged, but fail. */
class GainMapFuzzTest {
  @FuzzTest
  void anyIndex(byte[] bytes) {
    MultiPicture.parse(bytes, 6)
        .ifPresent(index -> assertThat(index.pictures()).hasSizeBetween(1, 64));
  }

  @FuzzTest
  void anyXmp(byte[] bytes) {
    GainMap.ofXmp(bytes).ifPresent(GainMapFuzzTest::checkNeutral);
    GainMapXmp.in(bytes, EnumSet.noneOf(Subject.class), MetadataReport.builder())
        .ifPresent(packet -> assertThat(new GainMapXmp(packet).content()).isNotEmpty());
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
