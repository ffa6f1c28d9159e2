package io.github.maskloom.http;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.RecordingCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process that says how its first call fails, and its second ends, and then goes on for a minute.
 */
final class EndlessProbe {
  private EndlessProbe() {}

  /** Arguments: base URL, image, folder for what is received. */
  public static void main(String[] args) throws IOException, InterruptedException {
    HttpConfig config = DrawProvider.config(URI.create(args[0])).withRetries(HttpRetries.NONE);
    try (ProviderSession session = new DrawProvider().open(config)) {
      ProviderRequest request = CallProbe.request(Path.of(args[1]), 1);
      Path received = Path.of(args[2]);
      try {
        session.fuse(request, new RecordingCall(Files.createDirectory(received.resolve("none"))));
        System.out.println("call: an image");
      } catch (FusionException e) {
        System.out.println("call: " + e.delivery());
      }
      session.fuse(request, new RecordingCall(received));
      System.out.println("call: served");
      new CountDownLatch(1).await(60, TimeUnit.SECONDS);
    }
  }
}
