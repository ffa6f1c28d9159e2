package io.github.maskloom.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** An application that is closed while it works. */
@Timeout(120)
class ShutdownTest {
  private static final int COMPOSITES = 20;
  private static final int FUSIONS = 5;
  private static final byte[] PHOTO = Pictures.photo(640, 480);
  private static final byte[] MASK = Pictures.mask(640, 480);

  @TempDir Path folder;

  @Test
  void workOfEveryKindEndsAndNothingIsHalfMade() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    Path calls = folder.resolve("calls");
    Path journal = folder.resolve("calls.jsonl");
    Path results = Files.createDirectory(folder.resolve("results"));
    ServletWebServerApplicationContext backend =
        Backend.start(
            List.of(),
            "server.shutdown=graceful",
            "maskloom.fusion.max-concurrent=5",
            "maskloom.fusion.temp-folder=" + calls,
            "maskloom.fusion.journal=" + journal);
    CountDownLatch photosAreRead = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(COMPOSITES);
    List<Future<?>> composites = new ArrayList<>();
    MaskCompositor compositor = backend.getBean(MaskCompositor.class);
    for (int i = 0; i < COMPOSITES; i++) {
      Path result = results.resolve(i + ".png");
      composites.add(
          threads.submit(
              () ->
                  compositor.composite(
                      slow(begun, photosAreRead), ImageSource.of(MASK), ImageTarget.of(result))));
    }
    HttpClient browser = HttpClient.newHttpClient();
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    List<HeldProvider.Held> fusions = new ArrayList<>();
    for (int i = 1; i < FUSIONS; i++) {
      Form form = new Form().file("photo", PHOTO).file("mask", MASK);
      answers.add(
          browser.sendAsync(form.post(Backend.url(backend, "/streams")), BodyHandlers.ofString()));
      fusions.add(HeldProvider.next());
    }
    // One fusion belongs to no request, so nothing but its client waits for it.
    FusionCall background =
        backend
            .getBean(FusionClient.class)
            .start(FusionRequest.builder(ImageSource.of(PHOTO)).prompt("a sofa").build());
    fusions.add(HeldProvider.next());
    begun.await();

    Future<?> closed = threads.submit(backend::close);
    photosAreRead.countDown();
    fusions.forEach(call -> call.released().complete(true));
    closed.get(60, TimeUnit.SECONDS);

    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS).body()).contains("event:result");
    }
    assertThat(background.isDone()).isTrue();
    background.result().close();
    for (Future<?> composite : composites) {
      assertThat(composite).succeedsWithin(java.time.Duration.ZERO);
    }
    for (int i = 0; i < COMPOSITES; i++) {
      assertThat(ImageIO.read(results.resolve(i + ".png").toFile()).getHeight()).isEqualTo(480);
    }
    try (Stream<Path> files = Files.list(results)) {
      assertThat(files).hasSize(COMPOSITES);
    }
    assertThat(Files.readAllLines(journal))
        .hasSize(FUSIONS)
        .allMatch(line -> line.contains("\"outcome\":\"SUCCEEDED\""));
    threads.shutdown();
  }

  @Test
  void aStreamThatTheServerEndsDoesNotEndItsFusion() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    Path journal = folder.resolve("calls.jsonl");
    ServletWebServerApplicationContext backend =
        Backend.start(
            List.of(),
            "server.shutdown=graceful",
            "spring.lifecycle.timeout-per-shutdown-phase=100ms",
            "maskloom.fusion.close-grace=60s",
            "maskloom.fusion.journal=" + journal);
    Form form = new Form().file("photo", PHOTO).file("mask", MASK);
    CompletableFuture<Boolean> stream =
        HttpClient.newHttpClient()
            .sendAsync(form.post(Backend.url(backend, "/streams")), BodyHandlers.ofString())
            .handle((answer, failure) -> true);
    HeldProvider.Held fusion = HeldProvider.next();

    Future<?> closed = threads.submit(backend::close);
    assertThat(stream.get(60, TimeUnit.SECONDS)).isTrue();
    fusion.released().complete(true);
    closed.get(60, TimeUnit.SECONDS);

    assertThat(Files.readString(journal)).contains("\"outcome\":\"SUCCEEDED\"");
    threads.shutdown();
  }

  @Test
  void aCallThatOutlastsItsGraceIsCancelledAndJournalled() throws Exception {
    Path journal = folder.resolve("calls.jsonl");
    ServletWebServerApplicationContext backend =
        Backend.start(
            List.of(), "maskloom.fusion.close-grace=0s", "maskloom.fusion.journal=" + journal);
    FusionCall call =
        backend
            .getBean(FusionClient.class)
            .start(FusionRequest.builder(ImageSource.of(PHOTO)).prompt("a sofa").build());
    HeldProvider.Held held = HeldProvider.next();

    backend.close();

    assertThat(held.cancelled()).isDone();
    assertThat(call.isDone()).isTrue();
    assertThat(Files.readString(journal)).contains("\"outcome\":\"CANCELLED\"");
  }

  /** A photo whose bytes come once a test lets them. */
  private static ImageSource slow(CountDownLatch begun, CountDownLatch ready) {
    return ImageSource.reopening(
        () -> {
          begun.countDown();
          try {
            ready.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return new ByteArrayInputStream(PHOTO);
        },
        PHOTO.length);
  }
}
