package io.github.maskloom.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.RedProvider;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What becomes of a result whose handler fails, and of one whose handler takes it. */
@Timeout(120)
class ResultHandlerTest {
  private static final List<Throwable> FAILURES =
      List.of(
          new IOException("the disk is full"),
          new IllegalStateException("no such room"),
          new AssertionError("that cannot be"),
          new NoClassDefFoundError("com/example/Storage"),
          new InterruptedException("undeclared"));

  @TempDir Path folder;

  /** Hands results to handlers that fail, or that take the image. */
  @RestController
  static final class Handlers implements AutoCloseable {
    private final FusionClient client;
    private final FusionStreams streams;
    private final Path folder;

    Handlers(@Value("${test.folder}") Path folder) throws IOException {
      this.folder = folder;
      client =
          FusionClient.open(
              RedProvider.queueing(),
              FusionConfig.builder()
                  .tempFolder(Files.createDirectories(folder.resolve("calls")))
                  .jobs(JobStore.files(folder.resolve("jobs")))
                  .build());
      streams = new FusionStreams(client);
    }

    @PostMapping("/failing")
    SseEmitter failing(@RequestParam ImageSource photo, @RequestParam int failure)
        throws IOException {
      return streams.start(
          FusionRequest.builder(photo).prompt("a sofa"),
          result -> ResultHandlerTest.<RuntimeException>thrown(FAILURES.get(failure)));
    }

    @PostMapping("/taking")
    SseEmitter taking(@RequestParam ImageSource photo) throws IOException {
      return streams.start(
          FusionRequest.builder(photo).prompt("a sofa"),
          result -> {
            result.image().writeTo(folder.resolve("taken.png"));
            return Map.of("image", "taken.png");
          });
    }

    @Override
    public void close() {
      client.close();
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // whatever the handler declares
  private static <E extends Throwable> Object thrown(Throwable failure) throws E {
    throw (E) failure;
  }

  private static String answer(Form form, String url) throws Exception {
    return HttpClient.newHttpClient().send(form.post(url), BodyHandlers.ofString()).body();
  }

  private List<Path> images() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("calls"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("image-")).toList();
    }
  }

  @Test
  void whatAHandlerTakesIsDeletedBehindItAndWhateverItThrowsLosesNothing() throws Exception {
    try (ServletWebServerApplicationContext backend =
        Backend.start(List.of(Handlers.class), "test.folder=" + folder)) {
      assertThat(
              answer(
                  new Form().file("photo", Pictures.photo(64, 48)),
                  Backend.url(backend, "/taking")))
          .contains("event:result", "taken.png");
      assertThat(folder.resolve("taken.png")).isRegularFile();
      assertThat(images()).isEmpty();
      assertThat(JobStore.files(folder.resolve("jobs")).tickets()).isEmpty();
      for (int i = 0; i < FAILURES.size(); i++) {
        Form form =
            new Form().file("photo", Pictures.photo(64, 48)).text("failure", String.valueOf(i));

        String events = answer(form, Backend.url(backend, "/failing"));

        assertThat(events)
            .as(FAILURES.get(i).toString())
            .contains("event:problem", "\"status\":500", "urn:maskloom:problem:")
            .doesNotContain("event:result", String.valueOf(FAILURES.get(i).getMessage()));
        assertThat(images()).as("images that stay").hasSize(i + 1);
        assertThat(JobStore.files(folder.resolve("jobs")).tickets()).hasSize(i + 1);
      }
    }
    assertThat(images()).as("images that outlive the client").hasSize(FAILURES.size());
  }
}
