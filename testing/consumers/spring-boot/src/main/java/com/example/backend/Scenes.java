package com.example.backend;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Paints an uploaded mask over an uploaded photo. */
@RestController
class Scenes {
  private final MaskCompositor compositor = MaskCompositor.create();

  @PostMapping("/composites")
  ResponseEntity<byte[]> scene(@RequestParam MultipartFile photo, @RequestParam MultipartFile mask)
      throws IOException {
    ByteArrayOutputStream scene = new ByteArrayOutputStream();
    CompositeReport report =
        compositor.composite(
            ImageSource.reopening(photo::getInputStream, photo.getSize()),
            ImageSource.reopening(mask::getInputStream, mask.getSize()),
            ImageTarget.of(scene));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(report.mediaType().orElseThrow()))
        .body(scene.toByteArray());
  }
}
