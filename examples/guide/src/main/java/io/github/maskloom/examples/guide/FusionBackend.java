package io.github.maskloom.examples.guide;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Stands a sofa in a photo where a person painted. */
@RestController
final class FusionBackend {
  private final FusionClient client;

  FusionBackend(FusionClient client) {
    this.client = client;
  }

  @PostMapping("/fusions")
  CompletionStage<ResponseEntity<Resource>> fusion(
      @RequestParam("photo") MultipartFile photo,
      @RequestParam("mask") MultipartFile mask,
      @RequestParam("sofa") MultipartFile sofa) {
    FusionRequest request =
        FusionRequest.builder(source(photo))
            .mask(source(mask))
            .reference(source(sofa))
            .copySources(true)
            .focus()
            .build();
    return client.start(request).completion().thenApply(FusionBackend::answer);
  }

  private static ResponseEntity<Resource> answer(FusionResult result) {
    try (result) {
      Path image = Files.createTempFile("fusion-", "");
      result.image().writeTo(image);
      return ResponseEntity.ok()
          .contentType(MediaType.parseMediaType(result.image().mediaType()))
          .contentLength(Files.size(image))
          .body(new InputStreamResource(Files.newInputStream(image, DELETE_ON_CLOSE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ImageSource source(MultipartFile part) {
    return ImageSource.reopening(part::getInputStream, part.getSize()).named(part.getName());
  }
}
