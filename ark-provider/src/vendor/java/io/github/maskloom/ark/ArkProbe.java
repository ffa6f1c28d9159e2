package io.github.maskloom.ark;

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
import java.util.Optional;

/** A process of its own that makes one call with this provider. */
final class ArkProbe {
  private ArkProbe() {}

  /** Arguments: base URL, image, images per call, folder. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    ProviderInput.Image picture =
        new ProviderInput.Image(ImageSource.of(file), "image/jpeg", 4000, 3000, Files.size(file));
    HttpConfig config =
        ArkProvider.config()
            .withApiKey("key")
            .withBaseUrl(URI.create(args[0]))
            .withModel("seedream-4-5-251128"); // takes more images than the default
    RecordingCall call = new RecordingCall(Path.of(args[3]));
    try (ProviderSession session = new ArkProvider().open(config)) {
      session.fuse(
          new ProviderRequest(
              picture,
              Optional.empty(),
              Collections.nCopies(Integer.parseInt(args[2]) - 1, picture),
              "put it there",
              OutputSize.UNSET,
              1,
              RequestOptions.NONE),
          call);
    }
    Files.move(call.file(0), Path.of(args[3], "last"));
  }
}
