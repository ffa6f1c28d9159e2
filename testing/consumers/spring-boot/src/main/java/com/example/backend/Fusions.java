package com.example.backend;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.openai.OpenAiProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Has a service draw on the photo of a folder. Spring closes it after the web server. */
@RestController
@ConditionalOnProperty("backend.service")
class Fusions implements AutoCloseable {
  private final FusionClient client;
  private final Path folder;

  Fusions(@Value("${backend.service}") URI service, @Value("${backend.folder}") String folder)
      throws IOException {
    this.folder = Path.of(folder);
    client =
        FusionClient.shared(
            FusionConfig.builder()
                .provider(OpenAiProvider.config().withApiKey("sk-none").withBaseUrl(service))
                // The test looks for the bytes that the service sent.
                .labeled(false)
                .tempFolder(this.folder.resolve("calls"))
                .journal(FusionJournal.file(this.folder.resolve("calls.jsonl")))
                .build());
  }

  @PostMapping("/fusions")
  String fusion() throws IOException {
    FusionRequest request =
        FusionRequest.builder(folder.resolve("photo.png")).prompt("a sofa").build();
    try (FusionResult result = client.fuse(request)) {
      result.image().writeTo(folder.resolve("fused.png"));
      return "done";
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
