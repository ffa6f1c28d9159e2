package io.github.maskloom.testing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingCallTest {
  @TempDir Path folder;

  @Test
  void takesEachImageOnce() throws IOException {
    RecordingCall call = new RecordingCall(folder);
    write(call.image(0), 7);

    assertThat(call.bytes(0)).containsExactly(7);
    assertThatIllegalStateException().isThrownBy(() -> call.image(0));
    assertThatIllegalArgumentException().isThrownBy(() -> call.image(-1));
  }

  @Test
  void anImageThatWasNotCommittedMayBeBegunAgain() throws IOException {
    RecordingCall call = new RecordingCall(folder);
    call.image(0).openDraft().close();
    write(call.image(0), 9);

    assertThat(call.files()).containsExactly("image-0");
  }

  @Test
  void isCancelledAfterSoManyQuestions() {
    RecordingCall call = new RecordingCall(folder).cancelledAfter(2);

    assertThat(call.cancellation().isCancelled()).isFalse();
    assertThat(call.cancellation().isCancelled()).isFalse();
    assertThat(call.cancellation().isCancelled()).isTrue();
  }

  @Test
  void runsWhatWaitsForACancelOnce() {
    RecordingCall call = new RecordingCall(folder);
    int[] runs = {0};
    call.cancellation().onCancel(() -> runs[0]++);
    assertThat(call.cancelActions()).isOne();

    call.cancel();
    call.cancel();

    assertThat(runs[0]).isOne();
  }

  private static void write(ImageTarget target, int value) throws IOException {
    try (ImageTarget.Draft draft = target.openDraft()) {
      draft.stream().write(value);
      draft.commit();
    }
  }
}
