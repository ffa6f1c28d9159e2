package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MetadataReportTest {
  @Test
  void nothingIsDroppedUnlessSaid() {
    assertThat(MetadataReport.NONE.gainMapKept()).isFalse();
    assertThat(MetadataReport.NONE.gainMapDropped()).isEmpty();
    assertThat(MetadataReport.NONE.dropped()).isEmpty();
    assertThat(MetadataReport.NONE.frames()).isEqualTo(1);
  }

  @Test
  void aDroppedGainMapHasItsReasonAndAKeptOneHasNone() {
    MetadataReport dropped = MetadataReport.builder().gainMapDropped("it is damaged").build();
    assertThat(dropped.gainMapKept()).isFalse();
    assertThat(dropped.gainMapDropped()).contains("it is damaged");
    MetadataReport kept = dropped.toBuilder().gainMapKept().build();
    assertThat(kept.gainMapKept()).isTrue();
    assertThat(kept.gainMapDropped()).isEmpty();
  }

  @Test
  void aBlockIsNamedOnce() {
    MetadataReport report =
        MetadataReport.builder()
            .dropped("depth map", "it shows the photo as it was")
            .dropped("depth map", "it shows the photo as it was")
            .frames(3)
            .build();
    assertThat(report.toBuilder().build()).hasToString(report.toString());
    assertThat(report.dropped()).containsExactly("depth map: it shows the photo as it was");
    assertThat(report.frames()).isEqualTo(3);
  }

  @Test
  void ofTooManyFieldsThatAreDroppedTheLastTextSaysSo() {
    MetadataReport.Builder builder = MetadataReport.builder();
    for (int i = 0; i < 1000; i++) {
      builder.dropped("field " + i, "it is not on the list");
    }
    MetadataReport report = builder.build().toBuilder().dropped("another", "why").build();

    assertThat(report.dropped()).hasSize(MetadataReport.MAX_DROPPED);
    assertThat(report.dropped()).endsWith("further fields: there are too many");
  }

  @Test
  void anImageHasAtLeastOneFrame() {
    assertThatThrownBy(() -> MetadataReport.builder().frames(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
