package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Rendezvous.get;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images that came and that nobody took, because they could not be written or had no time. */
@Timeout(60)
class UntakenImagesTest {
  @TempDir Path folder;
  private FusionFolder files;

  @BeforeEach
  void prepare() throws IOException {
    files = new FusionFolder(folder);
  }

  @Test
  void anImageThatCannotBeWrittenStaysWhereTheFailureSays() throws IOException {
    try (FusionClient client = files.open(ScriptedProvider.answering())) {
      Path came;
      try (FusionResult result = client.fuse(files.request().restore().build())) {
        came = result.image().file();
        assertThatThrownBy(() -> result.image().writeTo(folder.resolve("gone/result.png")))
            .isInstanceOf(FileSystemException.class)
            .hasMessageContainingAll("gone", came.toString());
      }
      assertThat(came).isRegularFile();
    }

    assertThat(files.temporaryFiles()).containsExactly("image-0", "restored-0.png");
  }

  @Test
  void anImageWhoseTargetThrowsWhatItDoesNotDeclareStaysToo() throws IOException {
    IllegalStateException thrown = new IllegalStateException("no");
    ImageTarget broken =
        new ImageTarget() {
          @Override
          public Draft openDraft() {
            throw thrown;
          }
        };
    files.fused(
        ScriptedProvider.answering(),
        files.request().build(),
        result -> assertThatThrownBy(() -> result.image().writeTo(broken)).isSameAs(thrown));

    assertThat(thrown.getSuppressed()[0]).hasMessageContaining("image-0");
    assertThat(files.temporaryFiles()).containsExactly("image-0");
  }

  @Test
  void anImageThatIsWrittenAtLastGoesWithItsResult() throws IOException {
    files.fused(
        ScriptedProvider.answering(),
        files.request().build(),
        result -> {
          assertThatThrownBy(() -> result.image().writeTo(folder.resolve("gone/result.png")))
              .isInstanceOf(IOException.class);
          result.image().writeTo(folder.resolve("result.png"));
        });

    assertThat(folder.resolve("result.png")).isRegularFile();
    files.assertNothingLeft();
  }

  @Test
  void anImageThatNobodyWantedGoesWithItsResult() throws IOException {
    files.fused(
        ScriptedProvider.answering(),
        files.request().build(),
        result -> assertThat(result.image().isPresent()).isTrue());

    files.assertNothingLeft();
  }

  @Test
  void anImageThatCameBeforeItsClientWasClosedStays() throws Exception {
    CountDownLatch came = new CountDownLatch(1);
    FusionClient client =
        FusionClient.open(hanging(came), files.config().closeGrace(Duration.ZERO).build());
    FusionCall call = client.start(files.request().count(2).build());
    came.await();
    client.close();

    assertThatThrownBy(() -> get(call)).hasCauseInstanceOf(CancelledException.class);
    assertThat(files.temporaryFiles()).containsExactly("image-0");
  }

  @Test
  void anImageThatCameBeforeItsCallWasCancelledGoes() throws Exception {
    CountDownLatch came = new CountDownLatch(1);
    try (FusionClient client = files.open(hanging(came))) {
      FusionCall call = client.start(files.request().count(2).build());
      came.await();
      call.cancel();
    }

    files.assertNothingLeft();
  }

  /** A provider that makes the first image, and then nothing more. */
  private static ScriptedProvider hanging(CountDownLatch came) {
    return ScriptedProvider.doing(
        (request, call) -> {
          deliver(call, 0, picture(30, 20));
          came.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return ProviderResponse.NONE;
        });
  }
}
