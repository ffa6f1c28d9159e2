package io.github.maskloom.ideogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of an edit does not grow with its images. */
@Tag("slow")
class IdeogramMemoryTest {
  private static final int PHOTO_BYTES = 25_000_000;
  private static final int MASK_BYTES = 24_990_000;

  @TempDir Path folder;

  @Test
  void imagesAtTheServicesLimitGoAndComeInASmallHeap() throws Exception {
    TestImages.largeJpeg(folder, "photo", PHOTO_BYTES, 1);
    TestImages.largeJpeg(folder, "mask", MASK_BYTES, 2);
    byte[] made = TestImages.largeJpeg(PHOTO_BYTES, 3);
    try (JobServer server = new JobServer(new IdeogramJobContractTest())) {
      server.plan(Stage.DOWNLOAD, Answer.body(200, "image/jpeg", made));
      List<String> arguments = List.of(server.address().toString(), folder.toString());
      Process child = ChildJvm.startWith(Probe.class, arguments, "-Xmx32m");

      assertThat(child.waitFor()).as("how the probe ended").isZero();
      assertThat(server.calls(Stage.SUBMIT).get(0).body().length)
          .isGreaterThan(PHOTO_BYTES + MASK_BYTES);
    }
    assertThat(folder.resolve("made/image-0")).hasBinaryContent(made);
  }

  /** A process of its own that makes one edit. */
  static final class Probe {
    private Probe() {}

    /** Arguments: address, folder of photo and mask. */
    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[1]);
      HttpConfig config =
          IdeogramProvider.config().withApiKey("key").withBaseUrl(URI.create(args[0]));
      try (ProviderSession session = new IdeogramProvider().open(config)) {
        session.fuse(
            new TestRequest()
                .photo(image(folder.resolve("photo"), "image/jpeg"))
                .mask(image(folder.resolve("mask"), "image/png"))
                .build(),
            new RecordingCall(Files.createDirectory(folder.resolve("made"))));
      }
    }

    private static ProviderInput.Image image(Path file, String type) throws IOException {
      return new ProviderInput.Image(ImageSource.of(file), type, 4000, 3000, Files.size(file));
    }
  }
}
