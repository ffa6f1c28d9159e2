package io.github.maskloom.fusion.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.TestJpegs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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
    CountDownLatch begun = new CountDownLatch(1);
    FusionConfig config = FusionConfig.builder().tempFolder(folder).closeGrace(grace).build();
    FusionClient client = FusionClient.open(waiting(begun), config);
    FusionCall call =
        client.start(
            FusionRequest.builder(ImageSource.of(TestJpegs.baseline(16, 16, 3)))
                .prompt("a")
                .build());
    begun.await();

    ((ProviderClient) client).exit(System.nanoTime() - grace.toNanos());

    assertThat(call.completion().toCompletableFuture()).isCompletedExceptionally();
  }

  private static ScriptedProvider waiting(CountDownLatch begun) {
    return ScriptedProvider.doing(
        (request, call) -> {
          CountDownLatch cancelled = new CountDownLatch(1);
          var unused = call.cancellation().onCancel(cancelled::countDown);
          begun.countDown();
          Uninterruptibles.awaitUninterruptibly(cancelled);
          call.cancellation().throwIfCancelled();
          return ProviderResponse.NONE;
        });
  }
}
