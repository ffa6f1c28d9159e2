package com.example.backend;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionClients;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.openai.OpenAiConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Has a service draw on the photo of a folder. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("backend.service")
class Fusions {
  @Bean
  FusionClient client(
      @Value("${backend.service}") URI service, @Value("${backend.folder}") Path folder)
      throws IOException {
    return FusionClients.shared(
        "openai",
        FusionConfig.builder()
            .provider(OpenAiConfig.builder().apiKey("sk-none").baseUrl(service).build())
            .tempFolder(folder.resolve("calls"))
            .journal(FusionJournal.file(folder.resolve("calls.jsonl")))
            .build());
  }

  @Bean
  Endpoint endpoint(FusionClient client, @Value("${backend.folder}") Path folder) {
    return new Endpoint(client, folder);
  }

  @RestController
  record Endpoint(FusionClient client, Path folder) {
    @PostMapping("/fusions")
    String fusion() throws IOException {
      FusionRequest request =
          FusionRequest.builder(folder.resolve("photo.png")).prompt("a sofa").build();
      try (FusionResult result = client.fuse(request)) {
        result.image().writeTo(folder.resolve("fused.png"));
        return "done";
      }
    }
  }
}
