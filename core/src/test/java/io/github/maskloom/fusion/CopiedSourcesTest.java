package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose sources vanish when the request ends that they came with. */
class CopiedSourcesTest extends InFusionFolder {
  private final Gate gate = new Gate();

  /** A client whose only slot is held until the sources of the next call are gone. */
  private FusionClient client(FusionConfig.Builder config) throws IOException {
    return FusionClient.open(
        gate.held(), config.maxConcurrent(1).closeGrace(Duration.ofHours(1)).build());
  }

  private void vanish() throws IOException {
    for (Path file : List.of(files.room(), files.mask(), files.sofa())) {
      Files.delete(file);
    }
    gate.open();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void mayVanishWhereTheyAreCopied(boolean copies) throws Exception {
    try (FusionClient client = client(config());
        FusionCall first = client.start(request().build())) {
      gate.awaitReached();
      FusionCall second =
          client.start(
              request().focus().restore(RestoreOptions.DEFAULT).copySources(copies).build());
      assertThat(files.temporaryFiles().stream().filter(name -> name.startsWith("source-")))
          .hasSize(copies ? 3 : 0);

      vanish();

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
        acting(
            (request, call) -> {
              gate.pass();
              throw down(Delivery.NOT_SENT);
            });
    try (FusionClient client = open(down).withFallback(open(ScriptedProvider.answering()));
        FusionCall call =
            client.start(request().restore(RestoreOptions.DEFAULT).copySources(true).build())) {
      vanish();

      assertThat(call.result().primaryFailure()).isPresent();
      assertThat(taken(call.result()).image().unfinished()).isEmpty();
    }
  }

  /** Makes sure that sources are refused, of which so many bytes may be copied. */
  private void assertRefused(long atMost, String image, FusionRequest.Builder request)
      throws IOException {
    ReadOptions reading =
        ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxInputBytes(atMost));
    FusionConfig.Builder config = config().reading(reading);
    try (FusionClient one = client(config);
        FusionClient both = client(config).withFallback(client(config))) {
      for (FusionClient client : List.of(one, both)) {
        assertThat(failure(client, request.copySources(true).build()))
            .isInstanceOf(ImageLimitException.class)
            .hasMessageStartingWith(image + ": ");
        assertThat(files.temporaryFiles()).isEmpty();
      }
    }
  }

  @Test
  void areRefusedBeforeAnythingIsCopied() throws Exception {
    long bytes = Files.size(files.room());
    Files.write(files.sofa(), new byte[(int) bytes + 1]);
    assertRefused(bytes, "reference 1", request());
    assertThat(journal).extracting(record -> record.sent().delivery()).contains(Delivery.NOT_SENT);
  }

  @Test
  void areBoundedWhereNobodyKnowsTheirSize() throws Exception {
    ImageSource endless =
        ImageSource.reopening(
            () ->
                new InputStream() {
                  @Override
                  public int read() {
                    return 7;
                  }
                });
    assertRefused(9999, "photo", FusionRequest.builder(endless));
  }

  @Test
  void goWithACallThatIsCancelledInTheQueue() throws Exception {
    try (FusionClient client = client(config());
        FusionCall first = client.start(request().build())) {
      gate.awaitReached();
      FusionCall second = client.start(request().copySources(true).build());

      second.cancel();

      assertThatThrownBy(second::result).isInstanceOf(CancelledException.class);
      assertThat(files.temporaryFiles()).noneMatch(name -> name.startsWith("source-"));
      gate.open();
      assertThat(first.result().image().file()).isRegularFile();
    }
  }
}
