package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.Delivery.ACCEPTED;
import static io.github.maskloom.fusion.Delivery.NOT_SENT;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.base.Throwables;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of images that a provider made, and so bills, when something fails here. */
class PaidImagesTest extends InFusionFolder {
  private static final long BUDGET_BYTES = 32 << 20;

  /** What happens once an image has come. */
  private interface Aftermath {
    void happen(FusionFolder files, ProviderRequest request) throws IOException;
  }

  /** A provider that makes as many images as it is asked for, after which something happens. */
  private ScriptedProvider answering(Aftermath then) {
    return new ScriptedProvider(
        "scripted",
        ScriptedProvider.able().withMask(MaskTransport.SEPARATE_IMAGE),
        (request, call) -> {
          for (int i = 0; i < request.count(); i++) {
            deliver(call, i, picture(30, 20));
          }
          then.happen(files, request);
          return ProviderResponse.NONE
              .withModel("gray-1")
              .withRequestIds(List.of("client-7"), List.of("server-7"));
        });
  }

  private static Path callFolder(ProviderRequest request) {
    return Objects.requireNonNull(request.photo().source().path().orElseThrow().getParent());
  }

  private FusionConfig.Builder config(MemoryBudget budget) {
    return config().working(WorkOptions.DEFAULT.withBudget(budget));
  }

  private long leastRestoreBytes() throws IOException {
    return PhotoRestorer.create()
        .explain(ImageSource.of(files.room()), ImageSource.of(files.mask()))
        .work()
        .heapBytes();
  }

  private static MemoryBudget.Reservation drawn(MemoryBudget budget, long bytes) {
    try {
      return budget.reserve(bytes, CancelSignal.NEVER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRestoreBeyondTheBudgetIsRefusedBeforeSending() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    MemoryBudget least = MemoryBudget.ofBytes(leastRestoreBytes() - 1);
    assertThat(failure(provider, config(least), restoring()))
        .isInstanceOfSatisfying(
            MemoryBudgetException.class, e -> assertThat(e.fitsLater()).isFalse());
    assertThat(provider.requests()).isEmpty();
    assertRecorded(FusionRecord.Outcome.FAILED, NOT_SENT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anImageIsKeptAsItCameIfTheMemoryToDecodeOrToRestoreItIsTaken(boolean decodes)
      throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(BUDGET_BYTES).waitingAtMost(Duration.ZERO);
    long leftBytes = decodes ? leastRestoreBytes() - 1 : 0;
    CompletableFuture<MemoryBudget.Reservation> others = new CompletableFuture<>();
    ScriptedProvider provider =
        answering((all, request) -> others.complete(drawn(budget, BUDGET_BYTES - leftBytes)));
    fused(
        provider,
        config(budget),
        restoring(),
        result -> {
          assertUnfinished(result, MemoryBudgetException.class);
          assertThat(result.image().unfinished().orElseThrow())
              .hasMessageContaining(decodes ? "restored" : "decoded");
        });
    others.join().close();
    assertThat(budget.reservedBytes()).isZero();
  }

  static Stream<Arguments> mishaps() {
    Aftermath noPhoto = (files, request) -> Files.delete(files.room());
    Aftermath noMask = (files, request) -> Files.writeString(files.mask(), "no mask");
    Aftermath noPlace =
        (files, request) -> Files.createDirectory(callFolder(request).resolve("restored-0.png"));
    return Stream.of(
        arguments(noPhoto, NoSuchFileException.class),
        arguments(noMask, ImageFormatException.class),
        arguments(noPlace, IOException.class));
  }

  @ParameterizedTest
  @MethodSource("mishaps")
  void anImageIsKeptAsItCameIfItCannotBeRestored(Aftermath mishap, Class<? extends Throwable> cause)
      throws IOException {
    fused(answering(mishap), restoring(), result -> assertUnfinished(result, cause));
  }

  @ParameterizedTest
  @EnumSource
  void anImageIsKeptAsItCameWhateverTheCallersSceneThrows(Thrown thrown) throws IOException {
    AtomicBoolean gone = new AtomicBoolean();
    byte[] room = Files.readAllBytes(files.room());
    ImageSource scene =
        ImageSource.reopening(
            () -> {
              if (gone.get()) {
                throw thrown.rise();
              }
              return (InputStream) new ByteArrayInputStream(room);
            });
    FusionRequest.Builder request =
        FusionRequest.builder(scene).mask(files.mask()).restore(RestoreOptions.DEFAULT);

    fused(
        answering((all, sent) -> gone.set(true)),
        request.build(),
        result -> assertUnfinished(result, thrown.failure.getClass()));
  }

  private static void assertUnfinished(FusionResult result, Class<? extends Throwable> cause) {
    FusedImage image = result.image();
    assertThat(image.modelImage()).isSameAs(image);
    assertThat(image.file()).isRegularFile();
    assertThat(image.width()).isEqualTo(30);
    assertThat(image.restored()).isEmpty();
    assertThat(result.record().outcome()).isEqualTo(FusionRecord.Outcome.PARTIAL);
    assertThat(result.record().received().images()).isEqualTo(1);
    assertThat(result.record().sent().delivery()).isEqualTo(ACCEPTED);
    FusionException why = image.unfinished().orElseThrow();
    assertThat(why.delivery()).isEqualTo(ACCEPTED);
    assertThat(why.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
    assertThat(why.failure().serverRequestIds()).containsExactly("server-7");
    assertThat(Throwables.getCausalChain(why)).hasAtLeastOneElementOfType(cause);
  }

  @Test
  void oneImageThatIsNotRestoredLeavesTheOthersTheirs() throws IOException {
    fused(
        answering(
            (all, request) -> Files.createDirectory(callFolder(request).resolve("restored-0.png"))),
        request().count(2).restore(RestoreOptions.DEFAULT).build(),
        result -> {
          assertThat(result.images()).allMatch(FusedImage::isPresent);
          assertThat(result.images().get(0).unfinished()).isPresent();
          assertThat(result.images().get(1).unfinished()).isEmpty();
          assertThat(result.images().get(1).restored()).isPresent();
          assertThat(result.mask()).isPresent();
        });
  }

  @Test
  void anImageIsKeptThoughSentFilesCannotBeDeleted() throws IOException {
    Aftermath inTheWay =
        (all, request) -> {
          Path sent = request.photo().source().path().orElseThrow();
          Files.delete(sent);
          Files.createFile(Files.createDirectory(sent).resolve("in-the-way"));
        };
    fused(
        answering(inTheWay),
        restoring(),
        result -> assertThat(result.image().restored()).isPresent());
  }

  @Test
  void aCancelEndsACallThatWaitsForTheMemoryToDecode() throws Exception {
    MemoryBudget budget = MemoryBudget.ofBytes(BUDGET_BYTES);
    CompletableFuture<MemoryBudget.Reservation> others = new CompletableFuture<>();
    ScriptedProvider provider =
        answering(
            (all, request) ->
                others.complete(
                    CompletableFuture.supplyAsync(() -> drawn(budget, BUDGET_BYTES)).join()));
    try (FusionClient client = FusionClient.open(provider, config(budget).build())) {
      FusionCall call = client.start(restoring());
      while (budget.waitingCount() == 0) {
        Thread.onSpinWait();
      }
      call.cancel();

      assertThat(failure(call)).isInstanceOf(CancelledException.class);
    } finally {
      others.get().close();
    }
  }
}
