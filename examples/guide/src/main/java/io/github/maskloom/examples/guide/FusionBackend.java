package io.github.maskloom.examples.guide;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  ResponseEntity<Resource> fusion(
      @RequestParam("photo") MultipartFile photo,
      @RequestParam("mask") MultipartFile mask,
      @RequestParam("sofa") MultipartFile sofa)
      throws IOException {
    FusionRequest request =
        FusionRequest.builder(source(photo))
            .mask(source(mask))
            .reference(source(sofa))
            .focus()
            .build();
    Path image = Files.createTempFile("fusion-", "");
    try (FusionResult result = client.fuse(request)) {
      result.image().writeTo(image);
      InputStream body = Files.newInputStream(image, StandardOpenOption.DELETE_ON_CLOSE);
      return ResponseEntity.ok()
          .contentType(MediaType.parseMediaType(result.image().image().mediaType()))
          .body(new InputStreamResource(body));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(image);
      throw e;
    }
  }

  private static ImageSource source(MultipartFile part) {
    return ImageSource.reopening(part::getInputStream, part.getSize()).named(part.getName());
  }
}
