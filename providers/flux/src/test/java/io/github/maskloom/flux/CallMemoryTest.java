package io.github.maskloom.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.raster.testing.ChildJvm;
import io.github.maskloom.testing.Documented;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.JobServer;
import io.github.maskloom.testing.server.JobServer.Stage;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory of a call does not grow with its images. */
@Tag("slow")
class CallMemoryTest {
  private static final String SMALL_HEAP = "-Xmx32m";
  private static final int THIRTY_MEGABYTES = 30_000_000;

  @TempDir private Path folder;

  @Test
  void sendsThirtyMegabytesTwiceAndReceivesThem() throws Exception {
    byte[] result = TestImages.largeJpeg(THIRTY_MEGABYTES, 2);
    Path photo = TestImages.largeJpeg(folder, "photo.jpg", THIRTY_MEGABYTES, 1);
    Path received = Files.createDirectory(folder.resolve("received"));
    try (JobServer server = new JobServer(new FluxJobContractTest())) {
      server.plan(Stage.DOWNLOAD, Answer.body(200, "image/jpeg", result));
      List<String> arguments =
          List.of(server.address().toString(), photo.toString(), received.toString());
      Process child = ChildJvm.startWith(Probe.class, arguments, SMALL_HEAP);
      assertThat(child.waitFor()).isZero();

      byte[] sent = server.calls(Stage.SUBMIT).get(0).body();
      String image = Base64.getEncoder().encodeToString(Files.readAllBytes(photo));
      assertThat(Documented.json(sent)).containsEntry("image", image).containsEntry("mask", image);
      assertThat(Files.readAllBytes(received.resolve("image-0"))).isEqualTo(result);
    }
  }

  /** A process of its own that makes one call. */
  static final class Probe {
    private Probe() {}

    /** Arguments: base URL, image, folder. */
    public static void main(String[] args) throws IOException {
      Path file = Path.of(args[1]);
      ProviderInput.Image image =
          new ProviderInput.Image(ImageSource.of(file), "image/jpeg", 4000, 3000, Files.size(file));
      ProviderRequest request =
          FluxFixture.request(image, Optional.of(image), List.of(), FluxOptions.NONE);
      HttpConfig config = FluxFixture.config(URI.create(args[0])).withChecks(false);
      try (ProviderSession session = new FluxProvider().open(config)) {
        session.fuse(request, new RecordingCall(Path.of(args[2])));
      }
    }
  }
}
