package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.http.call.AnswerBounds.AnswerTooLong;
import org.junit.jupiter.api.Test;

class AnswerBoundsTest {
  private static final int MEBIBYTE = 1 << 20;

  private final AnswerBounds bounds =
      new AnswerBounds(15, 128L * MEBIBYTE, AnswerBounds.MAX_IDLE_BYTES);

  @Test
  void keepsAMebibyteOfTextsAndNoneThatIsLong() {
    assertThat(bounds.keep("x".repeat(8193))).isEmpty();
    for (int i = 0; i < 128; i++) {
      assertThat(bounds.keep("x".repeat(8192))).hasSize(8192);
    }
    assertThat(bounds.keep("x")).isEmpty();
  }

  /** An image in base64 with a line end after each 76 characters. */
  @Test
  void readsAsManyBytesAsImagesTake() throws AnswerTooLong {
    for (int mebibyte = 0; mebibyte < 1000; mebibyte++) {
      bounds.read(1_436_000);
      bounds.decoded(MEBIBYTE);
    }
  }

  @Test
  void leavesWhatIsNoImage() throws AnswerTooLong {
    bounds.read(32 * MEBIBYTE);

    assertThatThrownBy(() -> bounds.read(1)).hasMessageContaining("no image");
  }

  @Test
  void leavesImagesWithoutEnd() throws AnswerTooLong {
    AnswerBounds small = new AnswerBounds(1, MEBIBYTE, AnswerBounds.MAX_IDLE_BYTES);
    small.decoded(100 * MEBIBYTE);
    small.read(18 * MEBIBYTE);

    assertThatThrownBy(() -> small.read(1)).hasMessageContaining("18874368 bytes");
  }
}
