package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundingBoxTest {
  @Test
  void withoutRowsOrColumnsIsEmpty() {
    assertThat(BoundingBox.EMPTY.isEmpty()).isTrue();
    assertThat(new BoundingBox(1, 2, 0, 3).isEmpty()).isTrue();
    assertThat(new BoundingBox(1, 2, 3, 0).isEmpty()).isTrue();
    assertThat(new BoundingBox(1, 2, 3, 4).isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0,0,-1,1", "0,0,1,-1", "2147483647,0,1,1", "0,2147483000,1,2000"})
  void whoseSidesAreNegativeOrEndBeyondAnyImageIsRefused(int x, int y, int width, int height) {
    assertThatIllegalArgumentException().isThrownBy(() -> new BoundingBox(x, y, width, height));
  }
}
