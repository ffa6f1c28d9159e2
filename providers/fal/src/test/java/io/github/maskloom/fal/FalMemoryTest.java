package io.github.maskloom.fal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory of an edit does not grow with its images, at a link or in the result. */
@Tag("slow")
class FalMemoryTest {
  private static final int SENT_BYTES = 20_000_000;
  private static final int RECEIVED_BYTES = 30_000_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void imagesAtTheLimitGoAndComeInASmallHeap(boolean inside) throws Exception {
    Path image = TestImages.largeJpeg(folder, "image.jpg", SENT_BYTES, 1);
    byte[] made = TestImages.largeJpeg(RECEIVED_BYTES, 2);
    Path received = Files.createDirectory(folder.resolve("received"));
    try (JobServer server = new JobServer(new FalJobContractTest())) {
      if (inside) {
        URI url = URI.create("http://a.test/image");
        String json = new FalJobContractTest().result(url).orElseThrow();
        String data = "data:image/jpeg;base64," + ImagesJson.encode(made);
        server.plan(Stage.RESULT, Answer.json(json.replace(url.toString(), data)));
      }
      server.plan(Stage.DOWNLOAD, Answer.body(200, "image/jpeg", made));
      List<String> arguments =
          List.of(server.address().toString(), image.toString(), received.toString());
      Process child = ChildJvm.startWith(FalMemoryTest.class, arguments, "-Xmx32m");

      assertThat(child.waitFor()).as("how the probe ended").isZero();
      assertThat(server.calls(Stage.SUBMIT).get(0).body().length).isGreaterThan(SENT_BYTES * 8 / 3);
      assertThat(server.count(Stage.DOWNLOAD)).isEqualTo(inside ? 0 : 1);
    }
    assertThat(Files.readAllBytes(received.resolve("image-0"))).isEqualTo(made);
  }

  /** Arguments: address of the queue, image, folder. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    long bytes = Files.size(file);
    HttpConfig config = FalProvider.config().withApiKey("key").withBaseUrl(URI.create(args[0]));
    try (ProviderSession session = new FalProvider().open(config)) {
      session.fuse(
          new TestRequest()
              .photo(new Image(ImageSource.of(file), "image/jpeg", 5000, 4000, bytes))
              .mask(new Image(ImageSource.of(file), "image/png", 5000, 4000, bytes))
              .build(),
          new RecordingCall(Path.of(args[2])));
    }
  }
}
