package io.github.maskloom.openai;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A process that makes one call, and ends in one of the ways in which processes end. */
final class ExitProbe {
  /** How a process ends while its call runs. */
  enum Way {
    /** It is told to terminate, and nobody closes the client. */
    SIGTERM,
    /** It is told to terminate, and a hook of its own closes the client. */
    SIGTERM_AND_CLOSE,
    /** It is told to terminate, and a hook of its own lets the executor of the call finish. */
    SIGTERM_AND_EXECUTOR,
    /** It is told to terminate, and a hook of its own interrupts the executor of the call. */
    SIGTERM_AND_INTERRUPT,
    /** Another of its threads calls {@link System#exit} when a line comes in. */
    EXIT,
    /** Its main method returns. */
    RETURN
  }

  private final FusionClient client;
  private final FusionRequest request;
  private final Path result;

  private ExitProbe(FusionClient client, FusionRequest request, Path result) {
    this.client = client;
    this.request = request;
    this.result = result;
  }

  /** Arguments: way, base URL, folder with room.png and mask.png, grace in milliseconds. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[2]);
    FusionConfig config =
        FusionConfig.builder()
            .provider(
                OpenAiProvider.config().withApiKey("sk-exit").withBaseUrl(URI.create(args[1])))
            .closeGrace(Duration.ofMillis(Long.parseLong(args[3])))
            .journal(FusionJournal.file(folder.resolve("calls.jsonl")))
            .build();
    FusionRequest request =
        FusionRequest.builder(folder.resolve("room.png"))
            .mask(ImageSource.of(TestImages.png(2)), MaskConvention.WHITE_EDITS)
            .prompt("a sofa")
            .build();
    new ExitProbe(FusionClient.shared(config), request, folder.resolve("fused.png"))
        .run(Way.valueOf(args[0]));
  }

  private void run(Way way) throws Exception {
    switch (way) {
      case SIGTERM -> fuse();
      case SIGTERM_AND_CLOSE -> {
        Runtime.getRuntime().addShutdownHook(new Thread(client::close));
        fuse();
      }
      case SIGTERM_AND_EXECUTOR -> onExecutor(false);
      case SIGTERM_AND_INTERRUPT -> onExecutor(true);
      case EXIT -> {
        new Thread(ExitProbe::exitWhenTold).start();
        fuse();
      }
      case RETURN -> {
        var unused = client.start(request).completion().thenAccept(this::take);
      }
    }
  }

  private void fuse() throws IOException {
    take(client.fuse(request));
  }

  private void take(FusionResult made) {
    try (made) {
      made.image().writeTo(result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void onExecutor(boolean interrupts) throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(executor, interrupts)));
    Future<?> call =
        executor.submit(
            () -> {
              fuse();
              return null;
            });
    call.get();
  }

  private void end(ExecutorService executor, boolean interrupts) {
    if (interrupts) {
      executor.shutdownNow();
    }
    executor.shutdown();
    try {
      boolean ignored = executor.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }

  private static void exitWhenTold() {
    try {
      int ignored = System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.exit(0);
  }
}
