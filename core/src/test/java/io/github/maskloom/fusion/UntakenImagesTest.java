package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkState;
import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.fusion.Rendezvous.get;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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
      try (FusionResult result =
          taken(client.fuse(files.request().restore(RestoreOptions.DEFAULT).build()))) {
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
  void anImageThatDoesNotDecodeStaysWhereTheFailureSays() throws IOException {
    byte[] foreign = {0, 0, 0, 28, 'f', 't', 'y', 'p', 'a', 'v', 'i', 'f'};

    FusionException failure =
        catchThrowableOfType(
            FusionException.class,
            () -> files.fuse(delivering(List.of(foreign)), files.request().build()));

    assertThat(failure).hasMessageContainingAll("does not decode", "seven days", "image-0");
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(files.temporaryFiles()).containsExactly("image-0");
  }

  /** As when the process has no file handle left. */
  @Test
  void anImageThatCannotBeOpenedStaysWhereTheFailureSays() throws IOException {
    AtomicBoolean broken = new AtomicBoolean();
    CancelSignal breaking =
        () -> {
          checkState(!broken.getAndSet(false), "no");
          return false;
        };
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              broken.set(true);
              return ProviderResponse.NONE;
            });
    WorkOptions working = WorkOptions.DEFAULT.withCancel(breaking);

    try (FusionClient client =
        FusionClient.open(provider, files.config().working(working).build())) {
      assertThatThrownBy(() -> client.fuse(files.request().build()))
          .isInstanceOf(FusionException.class)
          .hasMessageContainingAll("could not be decoded", "seven days", "image-0")
          .hasRootCauseMessage("no");
    }

    assertThat(files.temporaryFiles()).containsExactly("image-0");
  }

  @Test
  void ofSeveralImagesOnlyThatStaysWhichDoesNotDecode() throws IOException {
    byte[] whole = picture(6, 4);
    List<byte[]> images = List.of(whole, Arrays.copyOf(whole, whole.length - 20));

    files.fused(
        delivering(images),
        files.request().count(2).build(),
        result ->
            assertThat(result.images().get(1).failure().orElseThrow())
                .hasMessageContaining("image-1"));

    assertThat(files.temporaryFiles()).containsExactly("image-1");
  }

  @Test
  void aResultThatIsClosedWhileItsImageIsWrittenLeavesNothing() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (FusionClient client = files.open(ScriptedProvider.answering())) {
      FusionResult result = client.fuse(files.request().build());
      OutputStream closing =
          new FilterOutputStream(written) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
              result.close();
              out.write(bytes, from, length);
            }
          };

      result.image().writeTo(ImageTarget.of(closing));
    }

    assertThat(written.size()).isPositive();
    files.assertNothingLeft();
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
  void anImageThatSomebodyAskedForGoesWithItsResult() throws IOException {
    files.fused(
        ScriptedProvider.answering(),
        files.request().build(),
        result -> assertThat(result.image().file()).isRegularFile());

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

  private static ScriptedProvider delivering(List<byte[]> images) {
    return ScriptedProvider.doing(
        (request, call) -> {
          for (int i = 0; i < images.size(); i++) {
            deliver(call, i, images.get(i));
          }
          return ProviderResponse.NONE;
        });
  }
}
