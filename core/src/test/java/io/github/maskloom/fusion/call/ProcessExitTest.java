package io.github.maskloom.fusion.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.Gate;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of a process that ends. */
@Timeout(60)
class ProcessExitTest {
  @TempDir Path folder;

  /** Or the clients of a process would wait one after another. */
  @Test
  void aClientWaitsNoLongerThanItsGraceFromWhenTheProcessBeganToEnd() throws Exception {
    Duration grace = Duration.ofMinutes(10);
    Gate gate = new Gate();
    FusionConfig config = FusionConfig.builder().tempFolder(folder).closeGrace(grace).build();
    ScriptedProvider waiting =
        ScriptedProvider.acting(
            (request, call) -> {
              gate.passUnlessCancelled(call);
              call.cancellation().throwIfCancelled();
            });
    FusionClient client = FusionClient.open(waiting, config);
    ImageSource photo = ImageSource.of(ScriptedProvider.picture(16, 16));
    FusionCall call = client.start(FusionRequest.builder(photo).prompt("a").build());
    gate.awaitReached();

    ((ProviderClient) client).exit(System.nanoTime() - grace.toNanos());

    assertThat(call.completion().toCompletableFuture()).isCompletedExceptionally();
  }
}
