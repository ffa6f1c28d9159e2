package io.github.maskloom.http.exchange;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReceiveBoundTest {
  private static final int MEGABYTE = 1 << 20;

  private final ReceiveBound bound = new ReceiveBound();

  @Test
  void endsWhatIsNeverDelivered() throws Exception {
    bound.received(MEGABYTE);

    assertThatThrownBy(() -> bound.received(1)).isInstanceOf(ReceiveLimitException.class);
    assertThatThrownBy(() -> bound.received(0)).isInstanceOf(ReceiveLimitException.class);
  }

  @Test
  void beginsAnewWithEachDelivery() throws Exception {
    for (int i = 0; i < 5; i++) {
      bound.received(MEGABYTE);
      bound.progressed();
    }
  }

  @Test
  void leavesOutWhatWaitsForItsReader() throws Exception {
    for (int i = 0; i < 1000; i++) {
      bound.received(16_400);
      bound.receivedAhead(16_384);
    }
  }

  /** HTTP/2 acknowledges each 16 KiB of an upload with two frames of 13 bytes. */
  @Test
  void leavesOutWhatAcknowledgesAnUpload() {
    assertThatCode(
            () -> {
              for (int i = 0; i < 1_000_000; i++) {
                bound.sent(16_384);
                bound.received(26);
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void doesNotTakeAnswersToPingsForAnUpload() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                bound.received(17);
                bound.sent(17);
              }
            })
        .isInstanceOf(ReceiveLimitException.class);
  }
}
