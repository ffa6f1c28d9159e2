package com.example.service;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.spring.FusionStreams;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@SpringBootApplication(proxyBeanMethods = false)
public record RoomService(
    MaskCompositor compositor,
    FusionStreams streams,
    FurnitureCatalog catalog,
    @Value("${rooms.results}") File results) {
  public RoomService {
    results.mkdirs();
  }

  public static void main(String[] arguments) {
    SpringApplication.run(RoomService.class, arguments);
  }

  @GetMapping("/furniture")
  List<FurnitureItem> furniture() throws IOException {
    return catalog.items();
  }

  @PostMapping("/composites")
  ResponseEntity<Void> composite(@RequestParam ImageSource photo, @RequestParam ImageSource mask)
      throws IOException {
    String name = UUID.randomUUID() + ".png";
    compositor.composite(photo, mask, ImageTarget.of(file(name)));
    return ResponseEntity.created(URI.create("/results/" + name)).build();
  }

  @PostMapping("/fusions")
  SseEmitter fusion(
      @RequestParam ImageSource photo,
      @RequestParam ImageSource mask,
      @RequestParam FurnitureItem furniture)
      throws IOException {
    String name = UUID.randomUUID() + ".png";
    FusionRequest.Builder request =
        FusionRequest.builder(photo)
            .mask(mask)
            .reference(catalog.image(furniture.fileName()))
            .prompt("Put the " + furniture.displayName() + " where the photo is painted")
            .format(OutputFormat.PNG);
    return streams.start(
        request,
        result -> {
          result.image().writeTo(file(name));
          return Map.of("image", "/results/" + name);
        });
  }

  private Path file(String name) {
    return results.toPath().resolve(name);
  }
}
