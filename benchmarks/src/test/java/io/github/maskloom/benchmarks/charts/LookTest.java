package io.github.maskloom.benchmarks.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookTest {
  @Test
  void aPeerLooksTheSameInEveryChart() {
    assertThat(Look.of(List.of("Pillow", "sharp")).get("sharp"))
        .isEqualTo(Look.of(List.of("sharp", "Maskloom")).get("sharp"));
  }

  @Test
  void markersAllDiffer() {
    assertThat(Look.ALL).extracting(Look::marker).doesNotHaveDuplicates();
  }

  @Test
  void onlyMaskloomIsEmphasised() {
    assertThat(Look.ALL).filteredOn(Look::emphasized).hasSize(1);
    assertThat(Look.of(List.of("Maskloom")).get("Maskloom"))
        .satisfies(look -> assertThat(look.emphasized()).isTrue());
  }

  @Test
  void unknownPeersTakeSpareLooksUntilNoneIsLeft() {
    assertThat(Look.of(List.of("a", "Maskloom", "b", "c")).values()).doesNotHaveDuplicates();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Look.of(List.of("a", "b", "c", "d")))
        .withMessageContaining("d");
  }
}
