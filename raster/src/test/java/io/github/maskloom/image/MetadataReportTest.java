package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.image.MetadataReport.GainMap;
import org.junit.jupiter.api.Test;

class MetadataReportTest {
  @Test
  void nothingIsDroppedUnlessSaid() {
    assertThat(MetadataReport.NONE.gainMap()).isEqualTo(GainMap.NONE);
    assertThat(MetadataReport.NONE.gainMapDropped()).isEmpty();
    assertThat(MetadataReport.NONE.erasedPictures()).isZero();
    assertThat(MetadataReport.NONE.dropped()).isEmpty();
    assertThat(MetadataReport.NONE.frames()).isEqualTo(1);
  }

  @Test
  void aDroppedGainMapHasItsReasonAndAKeptOneHasNone() {
    MetadataReport dropped = MetadataReport.builder().gainMapDropped("it is damaged").build();
    assertThat(dropped.gainMap()).isEqualTo(GainMap.DROPPED);
    assertThat(dropped.gainMapDropped()).contains("it is damaged");
    MetadataReport kept = dropped.toBuilder().gainMapKept().build();
    assertThat(kept.gainMap()).isEqualTo(GainMap.KEPT);
    assertThat(kept.gainMapDropped()).isEmpty();
  }

  @Test
  void erasedPicturesAddUpAndABlockIsNamedOnce() {
    MetadataReport report =
        MetadataReport.builder()
            .erased(1)
            .erased(2)
            .dropped("depth map", "it shows the photo as it was")
            .dropped("depth map", "it shows the photo as it was")
            .frames(3)
            .build();
    assertThat(report.toBuilder().build()).hasToString(report.toString());
    assertThat(report.erasedPictures()).isEqualTo(3);
    assertThat(report.dropped()).containsExactly("depth map: it shows the photo as it was");
    assertThat(report.frames()).isEqualTo(3);
  }

  @Test
  void anImageHasAtLeastOneFrame() {
    assertThatThrownBy(() -> MetadataReport.builder().frames(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
