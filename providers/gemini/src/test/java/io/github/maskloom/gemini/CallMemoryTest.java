package io.github.maskloom.gemini;

import static io.github.maskloom.gemini.GeminiFixture.RESULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
import io.github.maskloom.testing.internal.server.SentImage;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
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
  void sendsThirtyMegabytesTwiceAndReceivesThemTwice() throws Exception {
    byte[] result = TestImages.largeJpeg(THIRTY_MEGABYTES, 2);
    String json = ContentJson.of().image(result).draft(RESULT).image(result).toString();
    Path photo = TestImages.largeJpeg(folder, "photo.jpg", THIRTY_MEGABYTES, 1);
    Path received = Files.createDirectory(folder.resolve("received"));
    try (JsonServer server = new JsonServer(Answer.json(json))) {
      List<String> arguments =
          List.of(server.baseUrl().toString(), photo.toString(), received.toString());
      Process child = ChildJvm.startWith(Probe.class, arguments, SMALL_HEAP);
      assertThat(child.waitFor()).isZero();

      SentImage sent = SentImage.of("", Files.readAllBytes(photo));
      assertThat(server.call().images()).containsExactly(sent, sent);
      assertThat(Files.readAllBytes(received.resolve("image-0"))).isEqualTo(result);
      assertThat(Files.readAllBytes(received.resolve("image-1"))).isEqualTo(result);
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
          new ProviderRequest(
              image,
              Optional.empty(),
              Collections.nCopies(1, image),
              "put it there",
              OutputSize.UNSET,
              1,
              RequestOptions.NONE);
      HttpConfig config = GeminiFixture.config(URI.create(args[0]));
      try (ProviderSession session = new GeminiProvider().open(config)) {
        session.fuse(request, new RecordingCall(Path.of(args[2])));
      }
    }
  }
}
