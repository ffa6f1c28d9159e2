package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.http.call.ReceiveBound.ReceiveLimitException;
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

  /** A compressed body may be endless before its first byte. */
  @Test
  void endsWhatIsTakenAndNeverDelivered() throws Exception {
    bound.taken(MEGABYTE);

    assertThatThrownBy(() -> bound.taken(1)).isInstanceOf(ReceiveLimitException.class);
  }

  @Test
  void beginsAgainWithEachDelivery() throws Exception {
    for (int i = 0; i < 5; i++) {
      bound.received(MEGABYTE);
      bound.taken(MEGABYTE);
      bound.delivered(1);
    }
  }

  @Test
  void theEndOfABodyIsNoDelivery() throws Exception {
    bound.received(MEGABYTE);
    bound.delivered(0);

    assertThatThrownBy(() -> bound.received(1)).isInstanceOf(ReceiveLimitException.class);
  }
}
