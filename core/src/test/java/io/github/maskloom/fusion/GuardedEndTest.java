package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Rendezvous.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.call.SharedClient;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls end, and leave nothing, whatever is thrown where nobody expects it. */
@Timeout(120)
class GuardedEndTest extends InFusionFolder {
  private final HeardRecords heard = new HeardRecords();

  @Test
  void aCallWhoseSharedHandlesAreClosedBeforeItsFallbackIsAsked() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    FusionServiceException down = down();
    ScriptedProvider failing =
        ScriptedProvider.doing(
            (request, call) -> {
              asked.countDown();
              Uninterruptibles.awaitUninterruptibly(closed);
              throw down;
            });
    try (FusionClient first = shared(failing, 1);
        FusionClient second = shared(ScriptedProvider.answering(), 2)) {
      FusionClient both = shared(failing, 1).withFallback(shared(ScriptedProvider.answering(), 2));
      FusionCall call = both.start(files.request().build());
      asked.await();
      both.close();
      closed.countDown();

      assertThatThrownBy(() -> get(call)).hasCause(down);
      assertThat(down).hasSuppressedException(down.getSuppressed()[0]);
      assertThat(first.load()).isEqualTo(second.load());
    }
  }

  /** Handles on one client for each number. */
  private FusionClient shared(ScriptedProvider provider, int number) throws IOException {
    FusionConfig config = files.config().maxQueued(number).build();
    return SharedClient.acquire(config, () -> FusionClient.open(provider, config));
  }

  @ParameterizedTest
  @EnumSource
  void aCallOfAForeignClientWhoseCallThrowsInsteadOfTelling(Thrown thrown) throws Exception {
    AtomicBoolean left = new AtomicBoolean();
    FusionServiceException down = down();
    try (FusionClient failing =
            files.open(
                ScriptedProvider.doing(
                    (request, call) -> {
                      throw down;
                    }));
        FusionClient client = failing.withFallback(new ForeignClient(new Untold(thrown, left)))) {
      assertThatThrownBy(() -> get(client.start(files.request().build()))).hasCause(down);
    }
    assertThat(left).as("the call that nobody hears of is closed").isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aFirstCallOfAForeignClientToo(Thrown thrown) throws Exception {
    AtomicBoolean left = new AtomicBoolean();
    try (FusionClient client =
        new ForeignClient(new Untold(thrown, left))
            .withFallback(files.open(ScriptedProvider.answering()))) {
      FusionCall call = client.start(files.request().copySources(true).build());

      assertThatThrownBy(() -> get(call)).hasCause(thrown.failure);
    }
    assertThat(left).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aCallWhoseCancelSignalThrows(Thrown thrown) throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    CancelSignal signal =
        () -> {
          if (broken.get()) {
            throw thrown.rise();
          }
          return false;
        };
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              ScriptedProvider.deliver(call, 0, ScriptedProvider.picture(6, 4));
              broken.set(true);
              throw down();
            });
    FusionConfig config =
        heard.in(files.config()).working(WorkOptions.DEFAULT.withCancel(signal)).build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      FusionCall call = client.start(heard.in(files.request()).copySources(true).build());

      assertThatThrownBy(() -> get(call)).isNotNull();
    }
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.ACCEPTED);
    files.assertOnlyImagesLeft();
  }

  @Test
  void aCallThatIsStoppedBeforeItsWorkBeginsLeavesNoCopy() throws Exception {
    CancelSignal onceItRuns = () -> Thread.currentThread().getName().startsWith("maskloom-fusion");
    FusionConfig config =
        heard.in(files.config()).working(WorkOptions.DEFAULT.withCancel(onceItRuns)).build();
    try (FusionClient client = FusionClient.open(ScriptedProvider.answering(), config)) {
      FusionCall call = client.start(heard.in(files.request()).copySources(true).build());

      assertThatThrownBy(() -> get(call)).hasCauseInstanceOf(CancelledException.class);
      assertThat(files.temporaryFiles()).isEmpty();
    }
    assertThat(heard.onlyOne().sent().delivery()).isEqualTo(Delivery.NOT_SENT);
  }

  private static FusionServiceException down() {
    return new FusionServiceException("down", FusionException.Failure.notSent("scripted"));
  }

  /** A client of somebody else's. */
  private record ForeignClient(FusionCall call) implements FusionClient {
    @Override
    public String providerId() {
      return "foreign";
    }

    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return ProviderCapabilities.DEFAULT;
    }

    @Override
    public FusionCall start(FusionRequest request) {
      return call;
    }

    @Override
    public void close() {}
  }

  /** A call that throws instead of telling how it ends. */
  private record Untold(Thrown thrown, AtomicBoolean closed) implements FusionCall {
    @Override
    public FusionResult result() {
      throw thrown.rise();
    }

    @Override
    public CompletionStage<FusionResult> completion() {
      throw thrown.rise();
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public FusionProgress progress() {
      return new FusionProgress.Queued();
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
