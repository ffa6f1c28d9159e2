package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkState;
import static io.github.maskloom.fusion.FusionFolder.taken;
import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.answering;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.failing;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A result is deleted when it is closed only if somebody took one of its images. */
class TakenImagesTest extends InJobFolder {
  /** What is done with the last image of a result, and that result. */
  private interface Use {
    void of(FusionResult result, FusedImage image, Path folder) throws IOException;
  }

  @Override
  void leavesNoTemporaryFile() throws IOException {
    files.assertOnlyImagesLeft();
  }

  private void assertLeft(String... images) throws IOException {
    assertThat(files.temporaryFiles()).containsExactly(images);
  }

  static Stream<Arguments> uses() {
    return Stream.of(
        use("nothing", true, (result, image, folder) -> {}),
        use("written", false, (result, image, folder) -> write(image, folder)),
        use(
            "asked for its file",
            false,
            (result, image, folder) -> assertThat(image.modelImage().file()).isRegularFile()),
        use(
            "read to its end",
            false,
            (result, image, folder) ->
                assertThat(read(image, Integer.MAX_VALUE)).isEqualTo(picture(60, 40))),
        use(
            "made part of another picture",
            false,
            (result, image, folder) ->
                MaskCompositor.create()
                    .composite(
                        image.source(),
                        ImageSource.of(folder.resolve("mask.png")),
                        ImageTarget.of(folder.resolve("out.png")))),
        use("read in part", true, (result, image, folder) -> assertThat(read(image, 8)).hasSize(8)),
        use("not written", true, (result, image, folder) -> writeNowhere(image, folder)),
        use(
            "written at last",
            false,
            (result, image, folder) -> {
              writeNowhere(image, folder);
              write(image, folder);
            }),
        use("discarded", false, (result, image, folder) -> result.discard()),
        use(
            "kept though written",
            true,
            (result, image, folder) -> {
              write(image, folder);
              result.keep();
            }));
  }

  private static Arguments use(String what, boolean stays, Use use) {
    return arguments(what, stays, use);
  }

  private static void write(FusedImage image, Path folder) throws IOException {
    image.writeTo(folder.resolve("out.png"));
    assertThat(folder.resolve("out.png")).isRegularFile();
  }

  private static void writeNowhere(FusedImage image, Path folder) {
    assertThatThrownBy(() -> image.writeTo(folder.resolve("gone/out.png")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContainingAll("gone", image.index() == 0 ? "image-0" : "image-1");
  }

  private static byte[] read(FusedImage image, int atMost) throws IOException {
    try (InputStream stream = image.source().open()) {
      return stream.readNBytes(atMost);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uses")
  void aResultIsDeletedIfAnImageWasTaken(String what, boolean stays, Use use) throws IOException {
    ScriptedProvider two =
        acting(
            (request, call) -> {
              deliver(call, 0, picture(60, 40));
              deliver(call, 1, picture(60, 40));
            });
    try (FusionClient client = open(two);
        FusionResult result = client.fuse(request().count(2).build())) {
      use.of(result, result.images().get(1), folder);
    }
    assertLeft(stays ? new String[] {"image-0", "image-1"} : new String[0]);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uses")
  void theTicketOfAJobGoesWithItsImage(String what, boolean stays, Use use) throws IOException {
    try (FusionClient client = open(new QueueingProvider());
        FusionResult result = client.fuse(request().build())) {
      use.of(result, result.image(), folder);
    }
    assertThat(store.tickets()).hasSize(stays ? 1 : 0);
    assertLeft(stays ? new String[] {"image-0"} : new String[0]);
  }

  @Test
  void aResultOfAFallbackIsKeptAndDiscardedToo() throws IOException {
    try (FusionClient client =
        open(failing(down(Delivery.NOT_SENT))).withFallback(open(answering()))) {
      client.fuse(request().build()).discard();
      assertLeft();
      try (FusionResult result = taken(client.fuse(request().build()))) {
        result.keep();
      }
    }
    assertLeft("image-0");
  }

  @Test
  void aCallThatIsClosedAfterItsEndKeepsWhatNobodyTook() throws IOException {
    try (FusionClient client = open(answering());
        FusionCall call = client.start(request().build())) {
      assertThat(call.result().image().isPresent()).isTrue();
    }
    assertLeft("image-0");
  }

  @Test
  void aHandlerOfTheCompletionThatThrowsLosesNothing() throws IOException {
    try (FusionClient client = open(answering())) {
      assertThatThrownBy(
              () ->
                  client
                      .start(request().build())
                      .completion()
                      .thenAccept(
                          result -> {
                            try (result) {
                              throw new IllegalStateException("the handler's own");
                            }
                          })
                      .toCompletableFuture()
                      .join())
          .isInstanceOf(CompletionException.class);
    }
    assertLeft("image-0");
  }

  @Test
  void aRestoredImageThatCannotBeWrittenStaysWhereTheFailureSays() throws IOException {
    fused(
        answering(),
        restoring(),
        result -> {
          Path came = result.image().file();
          assertThatThrownBy(() -> result.image().writeTo(folder.resolve("gone/result.png")))
              .hasMessageContaining(came.toString());
        });
    assertLeft("image-0", "restored-0.png");
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
    fused(
        answering(),
        request().build(),
        result -> assertThatThrownBy(() -> result.image().writeTo(broken)).isSameAs(thrown));

    assertThat(thrown.getSuppressed()[0]).hasMessageContaining("image-0");
    assertLeft("image-0");
  }

  @Test
  void anImageThatDoesNotDecodeStaysWhereTheFailureSays() throws IOException {
    byte[] foreign = {0, 0, 0, 28, 'f', 't', 'y', 'p', 'a', 'v', 'i', 'f'};

    assertThat(failure(acting((request, call) -> deliver(call, 0, foreign)), request().build()))
        .hasMessageContainingAll("does not decode", "seven days", "image-0")
        .returns(Delivery.ACCEPTED, InFusionFolder::delivery);

    assertLeft("image-0");
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
        acting(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              broken.set(true);
            });
    WorkOptions working = WorkOptions.DEFAULT.withCancel(breaking);
    assertThat(failure(provider, config().working(working), request().build()))
        .isInstanceOf(FusionException.class)
        .hasMessageContainingAll("could not be decoded", "seven days", "image-0")
        .hasRootCauseMessage("no");
    assertLeft("image-0");
  }

  @Test
  void ofSeveralImagesOnlyThatStaysWhichDoesNotDecode() throws IOException {
    byte[] whole = picture(6, 4);
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              deliver(call, 0, whole);
              deliver(call, 1, Arrays.copyOf(whole, whole.length - 20));
            });
    fused(
        provider,
        request().count(2).build(),
        result ->
            assertThat(result.images().get(1).failure().orElseThrow())
                .isInstanceOf(FusionServiceException.class)
                .hasMessageContaining("image-1"));
    assertLeft("image-1");
  }

  @Test
  void aResultThatIsClosedWhileItsImageIsWrittenLeavesNothing() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (FusionClient client = open(answering())) {
      FusionResult result = client.fuse(request().build());
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
    assertLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anImageThatCameBeforeItsClientWasClosedStaysUnlessItsCallWasCancelled(boolean cancelled)
      throws Exception {
    Gate hanging = new Gate();
    ScriptedProvider provider =
        acting(
            (request, call) -> {
              deliver(call, 0, picture(30, 20));
              hanging.passUnlessInterrupted();
            });
    FusionClient client = open(provider);
    FusionCall call = client.start(request().count(2).build());
    hanging.awaitReached();

    if (cancelled) {
      call.cancel();
    }
    client.close();

    assertThat(failure(call)).isInstanceOf(CancelledException.class);
    assertLeft(cancelled ? new String[0] : new String[] {"image-0"});
  }
}
