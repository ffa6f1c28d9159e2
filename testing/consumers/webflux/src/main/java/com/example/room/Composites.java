package com.example.room;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.spring.MaskloomProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Paints an uploaded mask over an uploaded photo. */
@RestController
@SpringBootApplication(proxyBeanMethods = false)
public record Composites(MaskCompositor compositor) {
  public static void main(String[] arguments) {
    SpringApplication.run(Composites.class, arguments);
  }

  @PostMapping(path = "/composites", produces = "image/png")
  Mono<byte[]> composite(@RequestPart FilePart photo, @RequestPart FilePart mask) {
    return Mono.using(
        () -> Files.createTempDirectory("composite-"),
        folder ->
            photo
                .transferTo(folder.resolve("photo"))
                .then(mask.transferTo(folder.resolve("mask")))
                .then(
                    Mono.fromCallable(() -> paint(folder))
                        .subscribeOn(Schedulers.boundedElastic())),
        folder -> FileSystemUtils.deleteRecursively(folder.toFile()));
  }

  @ExceptionHandler
  ProblemDetail refused(MaskloomException e) {
    return MaskloomProblems.of(e, Locale.ENGLISH);
  }

  private byte[] paint(Path folder) throws IOException {
    Path output = folder.resolve("output.png");
    compositor.composite(folder.resolve("photo"), folder.resolve("mask"), output);
    return Files.readAllBytes(output);
  }
}
