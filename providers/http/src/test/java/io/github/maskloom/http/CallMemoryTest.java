package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JsonServer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory of a call does not grow with its images, nor with the number of calls. */
@Tag("slow")
class CallMemoryTest {
  private static final String SMALL_HEAP = "-Xmx32m";
  private static final int THIRTY_MEGABYTES = 30_000_000;

  @TempDir Path folder;

  /** 420 MB of images, 560 MB on the wire. */
  @Test
  void sendsFourteenImagesOfThirtyMegabytes() throws Exception {
    String json = ImagesJson.of(MODEL).base64(RESULT, "2048x2048").toString();
    Path picture = TestImages.largeJpeg(folder, "scene.jpg", THIRTY_MEGABYTES, 1);
    try (JsonServer server = new JsonServer(Answer.json(json))) {
      CallProbe.run(server.baseUrl(), picture, 14, 0, 1, newFolder(), SMALL_HEAP);

      assertThat(server.call().images()).hasSize(14);
      assertThat(Files.readAllBytes(folder.resolve("received/last"))).isEqualTo(RESULT);
    }
  }

  @Test
  void receivesFortyMegabytesOfBase64() throws Exception {
    byte[] result = TestImages.largeJpeg(THIRTY_MEGABYTES, 2);
    String json = ImagesJson.of(MODEL).base64(result, "4096x4096").toString();
    receives(result, Answer.json(json));
  }

  @Test
  void receivesFortyMegabytesOfBase64InOneEvent() throws Exception {
    byte[] result = TestImages.largeJpeg(THIRTY_MEGABYTES, 2);
    String events = EventsJson.of(MODEL).base64(0, result, "4096x4096").completed(1, 1).toString();
    receives(result, Answer.events(events));
  }

  /** Behind the error, and behind an echo of what was sent. */
  @Test
  void receivesFortyMegabytesBelowAStatusOfFailure() throws Exception {
    byte[] result = TestImages.largeJpeg(THIRTY_MEGABYTES, 2);
    String image = ImagesJson.of(MODEL).base64(result, "4096x4096").toString();
    String echo = "\"image\":\"data:image/jpeg;base64," + "A".repeat(20_000_000) + "\",";
    String json = "{\"error\":{\"code\":\"Busy\"}," + echo + image.substring(1);
    receives(result, Answer.errorBody(429, json));
  }

  /** The index comes behind the image, so the image waits somewhere. */
  @Test
  void receivesFortyMegabytesBeforeItsIndex() throws Exception {
    byte[] result = TestImages.largeJpeg(THIRTY_MEGABYTES, 2);
    String events = EventsJson.of(MODEL).base64(0, result, "4096x4096").completed(1, 1).toString();
    receives(
        result,
        Answer.events(
            events
                .replace("\"image_index\":0,", "")
                .replace("\"size\":\"4096x4096\"", "\"image_index\":0")));
  }

  private void receives(byte[] result, Answer answer) throws Exception {
    Path picture = Files.write(folder.resolve("scene.jpg"), RESULT);
    try (JsonServer server = new JsonServer(answer)) {
      CallProbe.run(server.baseUrl(), picture, 1, 0, 1, newFolder(), SMALL_HEAP);

      assertThat(Files.readAllBytes(folder.resolve("received/last"))).isEqualTo(result);
    }
  }

  @Test
  void staysFlatOverHundredsOfCalls() throws Exception {
    staysFlat(150, 150);
  }

  @Test
  @Tag("large")
  void staysFlatOverThousandsOfCalls() throws Exception {
    staysFlat(1000, 3000);
  }

  private void staysFlat(int warmUp, int calls) throws Exception {
    Path picture = TestImages.largeJpeg(folder, "scene.jpg", 200_000, 1);
    String json = ImagesJson.of(MODEL).base64(TestImages.largeJpeg(200_000, 3), "1x1").toString();
    try (JsonServer server = new JsonServer(Answer.json(json))) {
      CallProbe.Result result =
          CallProbe.run(
              server.baseUrl(),
              picture,
              2,
              warmUp,
              calls,
              newFolder(),
              SMALL_HEAP,
              "-Xms32m",
              "-XX:+AlwaysPreTouch",
              // The optimising compiler takes some megabytes now and then, whatever the program.
              "-XX:TieredStopAtLevel=1");

      assertThat(result.residentBytesAtEnd()).isLessThanOrEqualTo(result.residentBytes() * 11 / 10);
      assertThat(result.threads()).isLessThan(12);
      assertThat(result.threadsLeft()).isZero();
      assertThat(result.openFiles()).isLessThan(100);
      assertThat(server.connections()).isEqualTo(warmUp + calls);
      assertThat(server.calls()).hasSize(warmUp + calls);
    }
  }

  private Path newFolder() throws IOException {
    return Files.createDirectory(folder.resolve("received"));
  }
}
