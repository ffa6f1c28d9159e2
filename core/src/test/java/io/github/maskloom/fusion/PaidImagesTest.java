package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.base.Throwables;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.fusion.spi.ProviderCall;
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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of images that a provider made, and so bills, when something fails here. */
@Timeout(60)
class PaidImagesTest extends InFusionFolder {
  private static final long BUDGET_BYTES = 32 << 20;

  @Test
  void aRestoreBeyondTheBudgetIsRefusedBeforeSending() throws IOException {
    ScriptedProvider provider = answering((request, call) -> {});
    List<FusionRecord> records = new ArrayList<>();
    FusionConfig config =
        files
            .config()
            .working(WorkOptions.DEFAULT.withBudget(MemoryBudget.ofBytes(leastRestoreBytes() - 1)))
            .journal(records::add)
            .build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      assertThatThrownBy(() -> client.fuse(files.request().restore(RestoreOptions.DEFAULT).build()))
          .asInstanceOf(type(MemoryBudgetException.class))
          .extracting(MemoryBudgetException::fitsLater)
          .isEqualTo(false);
    }

    assertThat(provider.requests()).isEmpty();
    assertThat(records.get(0).sent().delivery()).isEqualTo(Delivery.NOT_SENT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anImageIsKeptAsItCameIfTheMemoryToDecodeOrToRestoreItIsTaken(boolean decodes)
      throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(BUDGET_BYTES).waitingAtMost(Duration.ZERO);
    long leftBytes = decodes ? leastRestoreBytes() - 1 : 0;
    CompletableFuture<MemoryBudget.Reservation> others = new CompletableFuture<>();
    ScriptedProvider provider =
        answering((request, call) -> others.complete(drawn(budget, BUDGET_BYTES - leftBytes)));
    FusionConfig config = files.config().working(WorkOptions.DEFAULT.withBudget(budget)).build();
    try (FusionClient client = FusionClient.open(provider, config);
        FusionResult result =
            taken(client.fuse(files.request().restore(RestoreOptions.DEFAULT).build()))) {
      assertUnfinished(result, MemoryBudgetException.class);
      assertThat(result.image().unfinished().orElseThrow())
          .hasMessageContaining(decodes ? "restored" : "decoded");
    } finally {
      others.join().close();
    }

    assertThat(budget.reservedBytes()).isZero();
  }

  @Test
  void anImageIsKeptAsItCameIfTheSceneIsGone() throws IOException {
    ScriptedProvider provider = answering((request, call) -> Files.delete(files.room()));

    restoring(provider, result -> assertUnfinished(result, NoSuchFileException.class));
  }

  @Test
  void anImageIsKeptIfTheMaskIsNoImageAnyMore() throws IOException {
    ScriptedProvider provider =
        answering((request, call) -> Files.writeString(files.mask(), "no mask"));

    restoring(provider, result -> assertUnfinished(result, ImageFormatException.class));
  }

  @Test
  void anImageIsKeptIfTheRestoredOneHasNoPlace() throws IOException {
    ScriptedProvider provider =
        answering(
            (request, call) ->
                Files.createDirectory(callFolder(request).resolve("restored-0.png")));

    restoring(provider, result -> assertUnfinished(result, IOException.class));
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
    ScriptedProvider provider = answering((request, call) -> gone.set(true));
    FusionRequest.Builder request =
        FusionRequest.builder(scene).mask(files.mask()).restore(RestoreOptions.DEFAULT);
    files.fused(
        provider, request.build(), result -> assertUnfinished(result, thrown.failure.getClass()));
  }

  @Test
  void oneImageThatIsNotRestoredLeavesTheOthersTheirs() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(30, 20));
              deliver(call, 1, picture(30, 20));
              Files.createDirectory(callFolder(request).resolve("restored-0.png"));
              return ProviderResponse.NONE;
            });
    files.fused(
        provider,
        files.request().count(2).restore(RestoreOptions.DEFAULT).build(),
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
    ScriptedProvider provider =
        answering(
            (request, call) -> {
              Path sent = request.photo().source().path().orElseThrow();
              Files.delete(sent);
              Files.createFile(Files.createDirectory(sent).resolve("in-the-way"));
            });

    restoring(provider, result -> assertThat(result.image().restored()).isPresent());
  }

  @Test
  void anImageThatCannotBeWrittenMayBeBilledTwice() {
    IOException full = new FileSystemException("image-0", null, "No space left on device");
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              throw full;
            });

    assertThatThrownBy(() -> files.fuse(provider, files.request().build()))
        .hasCause(full)
        .asInstanceOf(type(FusionException.class))
        .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN))
        .extracting(FusionException::retry)
        .isEqualTo(RetryAdvice.MAY_BILL_TWICE);
  }

  @Test
  void aLostImageMayBeBilledTwice() {
    ScriptedProvider provider =
        answering((request, call) -> Files.delete(callFolder(request).resolve("image-0")));

    assertThatThrownBy(() -> files.fuse(provider, files.request().build()))
        .hasCauseInstanceOf(NoSuchFileException.class)
        .asInstanceOf(type(FusionException.class))
        .satisfies(e -> assertThat(e.delivery()).isEqualTo(Delivery.ACCEPTED))
        .extracting(FusionException::retry)
        .isEqualTo(RetryAdvice.MAY_BILL_TWICE);
  }

  @Test
  void aCancelEndsACallThatWaitsForTheMemoryToDecode() throws Exception {
    MemoryBudget budget = MemoryBudget.ofBytes(BUDGET_BYTES);
    CompletableFuture<MemoryBudget.Reservation> others = new CompletableFuture<>();
    ScriptedProvider provider =
        answering(
            (request, call) ->
                others.complete(
                    CompletableFuture.supplyAsync(() -> drawn(budget, BUDGET_BYTES)).join()));
    FusionConfig config = files.config().working(WorkOptions.DEFAULT.withBudget(budget)).build();
    try (FusionClient client = FusionClient.open(provider, config)) {
      FusionCall call = client.start(files.request().restore(RestoreOptions.DEFAULT).build());
      others.get();
      while (budget.waitingCount() == 0) {
        Thread.onSpinWait();
      }
      call.cancel();

      assertThatThrownBy(call::result).isInstanceOf(CancelledException.class);
    } finally {
      others.get().close();
    }
  }

  /** A provider that makes an image, after which something happens. */
  private static ScriptedProvider answering(Aftermath then) {
    return new ScriptedProvider(
        "scripted",
        ScriptedProvider.able().withMask(MaskTransport.SEPARATE_IMAGE),
        (request, call) -> {
          deliver(call, 0, picture(30, 20));
          then.happen(request, call);
          return ProviderResponse.NONE
              .withModel("gray-1")
              .withRequestIds(List.of("client-7"), List.of("server-7"));
        });
  }

  private interface Aftermath {
    void happen(ProviderRequest request, ProviderCall call) throws IOException;
  }

  private void restoring(ScriptedProvider provider, ResultCheck check) throws IOException {
    files.fused(provider, files.request().restore(RestoreOptions.DEFAULT).build(), check);
  }

  private static void assertUnfinished(FusionResult result, Class<? extends Throwable> cause) {
    FusedImage image = result.image();
    assertThat(image.modelImage()).isSameAs(image);
    assertThat(image.file()).isRegularFile();
    assertThat(image.width()).isEqualTo(30);
    assertThat(image.restored()).isEmpty();
    assertThat(result.record().outcome()).isEqualTo(FusionRecord.Outcome.PARTIAL);
    assertThat(result.record().received().images()).isEqualTo(1);
    assertThat(result.record().sent().delivery()).isEqualTo(Delivery.ACCEPTED);
    FusionException why = image.unfinished().orElseThrow();
    assertThat(why.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(why.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
    assertThat(why.failure().serverRequestIds()).containsExactly("server-7");
    assertThat(Throwables.getCausalChain(why)).hasAtLeastOneElementOfType(cause);
  }

  private long leastRestoreBytes() throws IOException {
    return PhotoRestorer.create()
        .explain(ImageSource.of(files.room()), ImageSource.of(files.mask()))
        .work()
        .heapBytes();
  }

  private static Path callFolder(ProviderRequest request) {
    return Objects.requireNonNull(request.photo().source().path().orElseThrow().getParent());
  }

  private static MemoryBudget.Reservation drawn(MemoryBudget budget, long bytes) {
    try {
      return budget.reserve(bytes, CancelSignal.NEVER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
