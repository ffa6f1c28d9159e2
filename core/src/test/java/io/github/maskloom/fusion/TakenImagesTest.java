package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A result is deleted when it is closed only if somebody took one of its images. */
@Timeout(60)
class TakenImagesTest {
  @TempDir Path folder;
  private FusionFolder files;
  private final List<JobTicket> tickets = new ArrayList<>();

  @BeforeEach
  void prepare() throws IOException {
    files = new FusionFolder(folder);
  }

  @Test
  void aResultWhoseOwnerThrowsBeforeItWritesStaysWhole() throws IOException {
    assertThatThrownBy(
            () ->
                closing(
                    result -> {
                      assertThat(result.images()).hasSize(2);
                      throw new IOException("the handler's own");
                    }))
        .hasMessage("the handler's own");

    assertThat(files.temporaryFiles()).containsExactly("image-0", "image-1");
  }

  @Test
  void aResultWhoseImageWasWrittenGoes() throws IOException {
    closing(result -> result.image().writeTo(folder.resolve("out.png")));

    files.assertNothingLeft();
  }

  @Test
  void aResultWhoseImageWasAskedForByItsFileGoes() throws IOException {
    closing(result -> assertThat(result.images().get(1).modelImage().file()).isRegularFile());

    files.assertNothingLeft();
  }

  @Test
  void aResultWhoseImageWasReadToItsEndGoes() throws IOException {
    closing(
        result -> {
          ByteArrayOutputStream read = new ByteArrayOutputStream();
          try (InputStream image = result.image().source().open()) {
            image.transferTo(read);
          }
          assertThat(read.toByteArray()).isEqualTo(picture(30, 20));
        });

    files.assertNothingLeft();
  }

  @Test
  void aResultWhoseImageWentIntoAnotherPictureGoes() throws IOException {
    closing(
        result ->
            MaskCompositor.create()
                .composite(
                    result.image().source(),
                    ImageSource.of(files.mask()),
                    ImageTarget.of(folder.resolve("out.png"))));

    files.assertNothingLeft();
  }

  @Test
  void aResultWhoseImageWasReadInPartStays() throws IOException {
    closing(
        result -> {
          try (InputStream image = result.image().source().open()) {
            assertThat(image.readNBytes(8)).hasSize(8);
          }
        });

    assertThat(files.temporaryFiles()).containsExactly("image-0", "image-1");
  }

  @Test
  void aResultOfWhichNothingCouldBeWrittenStaysWhole() throws IOException {
    closing(
        result ->
            assertThatThrownBy(() -> result.image().writeTo(folder.resolve("gone/out.png")))
                .isInstanceOf(IOException.class));

    assertThat(files.temporaryFiles()).containsExactly("image-0", "image-1");
  }

  @Test
  void aResultThatIsDiscardedGoes() throws IOException {
    closing(FusionResult::discard);

    files.assertNothingLeft();
  }

  @Test
  void aResultThatIsKeptStaysWhateverWasTaken() throws IOException {
    closing(
        result -> {
          result.image().writeTo(folder.resolve("out.png"));
          result.keep();
        });

    assertThat(files.temporaryFiles()).containsExactly("image-0", "image-1");
  }

  @Test
  void theTicketOfAJobStaysWithAResultThatNobodyTook() throws IOException {
    queued(FusionResult::close);

    assertThat(tickets).hasSize(1);
  }

  @Test
  void theTicketOfAJobStaysWithAResultThatIsKept() throws IOException {
    queued(
        result -> {
          result.image().writeTo(folder.resolve("out.png"));
          result.keep();
          result.close();
        });

    assertThat(tickets).hasSize(1);
  }

  @Test
  void theTicketOfAJobGoesWithAResultThatIsDiscarded() throws IOException {
    queued(FusionResult::discard);

    assertThat(tickets).isEmpty();
    files.assertNothingLeft();
  }

  @Test
  void aResultOfAFallbackIsKeptAndDiscardedToo() throws IOException {
    FusionServiceException down =
        new FusionServiceException("down", FusionException.Failure.notSent("scripted"));
    ScriptedProvider failing =
        ScriptedProvider.doing(
            (request, call) -> {
              throw down;
            });
    try (FusionClient client =
        files.open(failing).withFallback(files.open(ScriptedProvider.answering()))) {
      client.fuse(files.request().build()).discard();
      assertThat(files.temporaryFiles()).isEmpty();
      try (FusionResult result = client.fuse(files.request().build())) {
        assertThat(result.image().file()).isRegularFile();
        result.keep();
      }
    }

    assertThat(files.temporaryFiles()).containsExactly("image-0");
  }

  @Test
  void aCallThatIsClosedAfterItsEndKeepsWhatNobodyTook() throws IOException {
    try (FusionClient client = files.open(ScriptedProvider.answering());
        FusionCall call = client.start(files.request().build())) {
      assertThat(call.result().image().isPresent()).isTrue();
    }

    assertThat(files.temporaryFiles()).containsExactly("image-0");
  }

  @Test
  void aHandlerOfTheCompletionThatThrowsLosesNothing() throws IOException {
    try (FusionClient client = files.open(ScriptedProvider.answering())) {
      assertThatThrownBy(
              () ->
                  client
                      .start(files.request().build())
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

    assertThat(files.temporaryFiles()).containsExactly("image-0");
  }

  private void closing(ResultCheck check) throws IOException {
    try (FusionClient client = files.open(ScriptedProvider.answering());
        FusionResult result = client.fuse(files.request().count(2).build())) {
      check.accept(result);
    }
  }

  /** Looks at the result of a queued job, whose ticket is kept in a list. */
  private void queued(ResultCheck check) throws IOException {
    JobStore store =
        new JobStore() {
          @Override
          public void save(JobTicket ticket) {
            tickets.clear();
            tickets.add(ticket);
          }

          @Override
          public void remove(String id) {
            tickets.clear();
          }

          @Override
          public List<JobTicket> tickets() {
            return List.copyOf(tickets);
          }
        };
    try (FusionClient client =
        FusionClient.open(
            new QueueingProvider(QueueingProvider::image), files.config().jobs(store).build())) {
      check.accept(client.fuse(files.request().build()));
    }
  }
}
