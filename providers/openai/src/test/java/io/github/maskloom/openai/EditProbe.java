package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.RecordingCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A process of its own that makes one edit in a small heap. */
final class EditProbe {
  private EditProbe() {}

  /** Arguments: base URL, image, images to send, images to make, previews, folder. */
  public static void main(String[] args) throws IOException {
    HttpConfig config = OpenAiProvider.config().withApiKey("key").withBaseUrl(URI.create(args[0]));
    Path file = Path.of(args[1]);
    ProviderInput.Image image =
        new ProviderInput.Image(ImageSource.of(file), "image/png", 4000, 3000, Files.size(file));
    OpenAiOptions options = OpenAiOptions.NONE.withPreviews(Integer.parseInt(args[4]));
    try (ProviderSession session = new OpenAiProvider().open(config)) {
      session.fuse(
          new ProviderRequest(
              image,
              Optional.empty(),
              Collections.nCopies(Integer.parseInt(args[2]) - 1, image),
              "put it there",
              OutputSize.named("auto"),
              Integer.parseInt(args[3]),
              RequestOptions.of(List.of(options))),
          new RecordingCall(Path.of(args[5])));
    }
  }
}
