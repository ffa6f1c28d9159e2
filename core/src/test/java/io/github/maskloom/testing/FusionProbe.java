package io.github.maskloom.testing;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that opens, uses and closes a client of a provider many times. */
public final class FusionProbe {
  private FusionProbe() {}

  /**
   * What the process looked like.
   *
   * @param residentBytes resident memory
   * @param threads live threads
   * @param openFiles open files, pipes and sockets
   */
  public record State(long residentBytes, int threads, int openFiles) {}

  /**
   * Runs the cycles in a child and returns its state after a warm-up and after all.
   *
   * @param provider its id
   * @param warmUp cycles until the code is compiled; more follow
   * @param folder has room.png, mask.png and sofa.png, and temp for temporary files
   */
  public static List<State> run(String provider, Path folder, int warmUp, int cycles)
      throws IOException, InterruptedException {
    List<Long> figures =
        Probe.numbers(
            FusionProbe.class,
            folder.resolve("temp"),
            List.of(provider, folder, warmUp, cycles),
            // The other compiler takes and gives back some 20 MB whenever it sees fit.
            "-XX:TieredStopAtLevel=1",
            // What the heap has of its bounds at a moment is no leak: it has all from the start.
            "-Xms24m",
            "-XX:+AlwaysPreTouch");
    return List.of(state(figures.subList(0, 3)), state(figures.subList(3, 6)));
  }

  private static State state(List<Long> figures) {
    return new State(figures.get(0), figures.get(1).intValue(), figures.get(2).intValue());
  }

  /** Arguments: the provider's id, folder, cycles of the warm-up, cycles behind it. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    int warmUp = Integer.parseInt(args[2]);
    int last = warmUp + Integer.parseInt(args[3]);
    for (int cycle = 1; cycle <= last; cycle++) {
      try (FusionClient client = FusionClient.shared(args[0]);
          FusionResult result = client.fuse(request(folder))) {
        result.image().file();
      }
      if (cycle == warmUp / 2) {
        // What a first full collection leaves resident for itself is no leak.
        System.gc();
      }
      if (cycle == warmUp || cycle == last) {
        System.gc();
        System.out.printf(
            "%d %d %d%n", ProcessStatus.residentBytes(), threads(), ProcessStatus.open().size());
      }
    }
  }

  private static FusionRequest request(Path folder) {
    return FusionRequest.builder(folder.resolve("room.png"))
        .mask(folder.resolve("mask.png"))
        .reference(folder.resolve("sofa.png"))
        .restore(RestoreOptions.DEFAULT)
        .build();
  }

  private static int threads() throws InterruptedException {
    return ProcessStatus.threadsThatStay(thread -> thread.getName().startsWith("maskloom")).size();
  }
}
