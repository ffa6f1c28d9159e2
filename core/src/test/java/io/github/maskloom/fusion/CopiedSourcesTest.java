package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose sources vanish when the request ends that they came with. */
@Timeout(60)
class CopiedSourcesTest extends InFusionFolder {
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch vanished = new CountDownLatch(1);
  private final List<FusionRecord> records = new CopyOnWriteArrayList<>();

  /** A provider that holds the only slot until the sources of the next call are gone. */
  private ScriptedProvider holding() {
    return ScriptedProvider.doing(
        (request, call) -> {
          running.countDown();
          Uninterruptibles.awaitUninterruptibly(vanished);
          deliver(call, 0, picture(30, 20));
          return ProviderResponse.NONE;
        });
  }

  private FusionClient client(FusionConfig.Builder config) throws IOException {
    return FusionClient.open(
        holding(), config.maxConcurrent(1).closeGrace(Duration.ofHours(1)).build());
  }

  private void vanish() throws IOException {
    for (Path file : List.of(files.room(), files.mask(), files.sofa())) {
      Files.delete(file);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void mayVanishWhereTheyAreCopied(boolean copies) throws Exception {
    try (FusionClient client = client(files.config());
        FusionCall first = client.start(files.request().build())) {
      assertThat(running.await(30, SECONDS)).isTrue();
      FusionCall second =
          client.start(
              files.request().focus().restore(RestoreOptions.DEFAULT).copySources(copies).build());
      assertThat(files.temporaryFiles().stream().filter(name -> name.startsWith("source-")))
          .hasSize(copies ? 3 : 0);
      vanish();
      vanished.countDown();

      assertThat(first.result().image().file()).isRegularFile();
      if (copies) {
        assertThat(taken(second.result()).image().unfinished()).isEmpty();
        assertThat(second.result().image().width()).isEqualTo(60);
      } else {
        assertThatThrownBy(second::result).isInstanceOf(NoSuchFileException.class);
      }
      second.close();
    }
  }

  @Test
  void outliveTheFirstClientForTheOneThatStandsIn() throws Exception {
    ScriptedProvider down =
        ScriptedProvider.doing(
            (request, call) -> {
              Uninterruptibles.awaitUninterruptibly(vanished);
              throw new FusionServiceException("500", FusionException.Failure.notSent("down"));
            });
    try (FusionClient client =
            files.open(down).withFallback(files.open(ScriptedProvider.answering()));
        FusionCall call =
            client.start(
                files.request().restore(RestoreOptions.DEFAULT).copySources(true).build())) {
      vanish();
      vanished.countDown();

      assertThat(call.result().primaryFailure()).isPresent();
      assertThat(taken(call.result()).image().unfinished()).isEmpty();
    }
  }

  @Test
  void areRefusedBeforeAnythingIsCopied() throws Exception {
    long bytes = Files.size(files.room());
    FusionConfig.Builder config = atMost(bytes).journal(records::add);
    Files.write(files.sofa(), new byte[(int) bytes + 1]);
    try (FusionClient client = client(config)) {
      assertThatThrownBy(() -> client.fuse(files.request().copySources(true).build()))
          .isInstanceOf(ImageLimitException.class)
          .hasMessageStartingWith("reference 1: ");
      assertThat(files.temporaryFiles()).isEmpty();
    }
    assertThat(records)
        .singleElement()
        .returns(Delivery.NOT_SENT, record -> record.sent().delivery());
  }

  private FusionConfig.Builder atMost(long bytes) {
    return files
        .config()
        .reading(ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxInputBytes(bytes)));
  }

  @Test
  void failWithWhatTheCopyFailedOfWhereAnotherClientStandsIn() throws Exception {
    FusionConfig.Builder config = atMost(9);
    FusionRequest request =
        FusionRequest.builder(ImageSource.once(new ByteArrayInputStream(new byte[10])))
            .copySources(true)
            .build();
    try (FusionClient both = client(config).withFallback(client(config))) {
      assertThatThrownBy(() -> both.fuse(request))
          .isInstanceOf(ImageLimitException.class)
          .hasMessageStartingWith("photo: ");
      assertThat(files.temporaryFiles()).isEmpty();
    }
  }

  @Test
  void areBoundedWhereNobodyKnowsTheirSize() throws Exception {
    FusionConfig.Builder config = atMost(9999);
    ImageSource endless =
        ImageSource.reopening(
            () ->
                new InputStream() {
                  @Override
                  public int read() {
                    return 7;
                  }
                });
    try (FusionClient client = client(config)) {
      assertThatThrownBy(
              () -> client.fuse(FusionRequest.builder(endless).copySources(true).build()))
          .isInstanceOf(ImageLimitException.class)
          .hasMessageStartingWith("photo: ");
      assertThat(files.temporaryFiles()).isEmpty();
    }
  }

  @Test
  void goWithACallThatIsCancelledInTheQueue() throws Exception {
    try (FusionClient client = client(files.config());
        FusionCall first = client.start(files.request().build())) {
      assertThat(running.await(30, SECONDS)).isTrue();
      FusionCall second = client.start(files.request().copySources(true).build());

      second.cancel();

      assertThatThrownBy(second::result).isInstanceOf(CancelledException.class);
      assertThat(files.temporaryFiles()).noneMatch(name -> name.startsWith("source-"));
      vanished.countDown();
      assertThat(first.result().image().file()).isRegularFile();
    }
  }
}
