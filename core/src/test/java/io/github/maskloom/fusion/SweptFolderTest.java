package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Something clears temporary files away, and folders, while calls run. */
class SweptFolderTest extends InFusionFolder {
  /** When the folder is removed. */
  private enum Stage {
    BEFORE_THE_ANSWER,
    BEFORE_THE_DRAFT,
    WHILE_IT_IS_WRITTEN,
    BEFORE_THE_COMMIT
  }

  @ParameterizedTest
  @EnumSource
  void anImageThatComesIsOnDiskAndRestoredWheneverTheFolderWasRemoved(Stage removed)
      throws Exception {
    ScriptedProvider sweeping =
        acting(
            (request, call) -> {
              byte[] image = picture(60, 40);
              sweepAt(Stage.BEFORE_THE_ANSWER, removed);
              ImageTarget target = call.image(0);
              sweepAt(Stage.BEFORE_THE_DRAFT, removed);
              try (ImageTarget.Draft draft = target.openDraft()) {
                draft.stream().write(image, 0, 50);
                sweepAt(Stage.WHILE_IT_IS_WRITTEN, removed);
                draft.stream().write(image, 50, image.length - 50);
                sweepAt(Stage.BEFORE_THE_COMMIT, removed);
                draft.commit();
              }
            });
    try (FusionClient client = open(sweeping);
        FusionResult result = taken(client.fuse(restoring()))) {
      result.image().modelImage().writeTo(folder.resolve("out.png"));
      assertThat(result.image().unfinished()).isEmpty();
      assertThat(result.image().restored()).isPresent();
    }
    assertThat(folder.resolve("out.png")).hasBinaryContent(picture(60, 40));
  }

  private void sweepAt(Stage now, Stage removed) throws IOException {
    if (now == removed) {
      sweep();
    }
  }

  @Test
  void anImageThatIsRemovedAfterItCameIsToldWithoutAPlace() throws Exception {
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              sweep();
            });
    assertThat(failure(provider, request().build()))
        .hasMessageContaining("the image is gone")
        .hasMessageNotContaining("seven days")
        .hasCauseInstanceOf(NoSuchFileException.class)
        .returns(Delivery.ACCEPTED, InFusionFolder::delivery)
        .returns(RetryAdvice.MAY_BILL_TWICE, thrown -> ((FusionException) thrown).retry());
  }

  @Test
  void anImageThatIsRemovedBeforeItIsWrittenIsToldWithoutAPlace() throws Exception {
    try (FusionClient client = open(ScriptedProvider.answering());
        FusionResult result = taken(client.fuse(files.request().build()))) {
      sweep();

      assertThatThrownBy(() -> result.image().writeTo(folder.resolve("out.png")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the image is gone")
          .hasMessageNotContaining("seven days");
    }
  }

  /** Nothing can be made where temporary files go, as in a folder that is read-only. */
  @Test
  void anImageThatCanBeKeptNowhereIsAccepted() throws Exception {
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              sweep();
              Files.delete(files.temp());
              Files.createFile(files.temp());
              deliver(call, 0, picture(6, 4));
            });
    assertThat(delivery(failure(provider, request().build()))).isEqualTo(Delivery.ACCEPTED);
    Files.delete(files.temp());
    Files.createDirectory(files.temp());
  }

  @Test
  void aCallWhoseFilesCannotBeDeletedCountsNoMore() throws Exception {
    FusionClient client = open(ScriptedProvider.answering());
    FusionResult result = client.fuse(files.request().build());
    Path call = result.image().file().getParent();
    Files.delete(result.image().file());
    Files.delete(call);
    Files.createFile(call);
    result.close();
    client.close();

    files.assertNothingLeft();
  }

  /** Each call ends with its image, or says that it was paid for, or that nothing was sent. */
  @Test
  @Tag("slow")
  void callsEndWhileSomebodySweepsAllTheTime() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    List<Throwable> odd = new ArrayList<>();
    Thread sweeper =
        new Thread(
            () -> {
              while (!ended.get()) {
                Throwable failed = catchThrowable(this::sweep);
                if (failed != null && !(failed instanceof IOException)) {
                  odd.add(failed);
                }
              }
            });
    sweeper.start();
    int lost = 0;
    try (FusionClient client =
        FusionClient.open(ScriptedProvider.answering(), files.config().maxQueued(1000).build())) {
      List<FusionCall> calls = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        calls.add(client.start(files.request().build()));
      }
      for (FusionCall call : calls) {
        lost += end(call) ? 0 : 1;
      }
    } finally {
      ended.set(true);
      sweeper.join();
    }
    assertThat(odd).isEmpty();
    assertThat(lost).as("of 500 calls").isLessThan(500);
    sweep();
  }

  private static boolean end(FusionCall call) throws Exception {
    try {
      get(call).discard();
      return true;
    } catch (ExecutionException e) {
      // Before anything was sent the sweeper may take what was to be sent.
      if (e.getCause() instanceof FusionException told) {
        assertThat(told.delivery()).as("%s", told).isEqualTo(Delivery.ACCEPTED);
      }
      return false;
    }
  }

  /** Removes all that is in the folder for temporary files. */
  private void sweep() throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(files.temp())) {
      all = found.filter(path -> !path.equals(files.temp())).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : all.stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.deleteIfExists(path);
    }
  }
}
