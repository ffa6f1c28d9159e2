package io.github.maskloom.testing;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.prepare.DataUrl;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process of its own in which what is worth a warning happens again and again. */
public final class LogProbe {
  private static final int TIMES = 30;
  private static final FusionException.Failure FAILURE =
      FusionException.Failure.notSent("scripted");

  private final Path folder;

  private LogProbe(Path folder) {
    this.folder = folder;
  }

  /**
   * What was logged above DEBUG, while each thing happened so often.
   *
   * @param minutes begun while that happened
   */
  public record Outcome(int times, long minutes, List<String> loud) {}

  /** Runs a probe with room.png, mask.png and sofa.png of a folder, and its folder temp. */
  public static Outcome run(Path folder) throws IOException, InterruptedException {
    List<String> said =
        Probe.lines(LogProbe.class, folder.resolve("temp"), List.of(folder), RecordedLogs.OPTION);
    return new Outcome(TIMES, Long.parseLong(said.get(0)), said.subList(1, said.size()));
  }

  /** Arguments: a folder. */
  public static void main(String[] args) throws IOException {
    long start = System.nanoTime();
    LogProbe probe = new LogProbe(Path.of(args[0]));
    for (int i = 0; i < TIMES; i++) {
      DataUrl url = DataUrl.of(ImageSource.of(probe.folder.resolve("room.png")), 1);
      if (url.length() < 1) {
        throw new AssertionError("a data URL is empty");
      }
    }
    probe.lookForABrokenProvider();
    probe.fuseWithADeafListener();
    probe.fuseWithAFallback();
    System.out.println(1 + (System.nanoTime() - start) / 60_000_000_000L);
    RecordedLogs.loud().forEach(System.out::println);
  }

  private void lookForABrokenProvider() throws IOException {
    Path services = Files.createDirectories(folder.resolve("broken/META-INF/services"));
    Files.writeString(services.resolve(FusionProvider.class.getName()), "no.such.Provider");
    URL[] places = {folder.resolve("broken").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(places, LogProbe.class.getClassLoader())) {
      for (int i = 0; i < TIMES; i++) {
        if (FusionProvider.installed(loader).isEmpty()) {
          throw new AssertionError("the provider that is whole is gone");
        }
      }
    }
  }

  private void fuseWithADeafListener() throws IOException {
    FusionConfig config =
        config()
            .journal(
                call -> {
                  throw new IOException("no room for " + call);
                })
            .listener(
                new FusionListener() {
                  @Override
                  public void onFinished(FusionRecord call) {
                    throw new IllegalStateException("deaf to the secret of " + call);
                  }
                })
            .build();
    try (FusionClient client = FusionClient.open(config)) {
      fuseOften(client);
    }
  }

  private void fuseWithAFallback() throws IOException {
    ScriptedProvider down =
        ScriptedProvider.doing(
            (request, call) -> {
              throw new FusionServiceException("down", FAILURE);
            });
    try (FusionClient client =
        FusionClient.open(down, config().build())
            .withFallback(FusionClient.open(config().build()))) {
      fuseOften(client);
    }
  }

  private void fuseOften(FusionClient client) throws IOException {
    for (int i = 0; i < TIMES; i++) {
      client.fuse(request()).discard();
    }
  }

  private FusionConfig.Builder config() {
    return FusionConfig.builder().provider("scripted").tempFolder(folder.resolve("temp"));
  }

  private FusionRequest request() {
    return FusionRequest.builder(folder.resolve("room.png"))
        .mask(folder.resolve("mask.png"))
        .reference(folder.resolve("sofa.png"))
        .prompt("a secret sofa")
        .build();
  }
}
