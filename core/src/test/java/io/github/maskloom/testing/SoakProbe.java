package io.github.maskloom.testing;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A process of its own that does every kind of work, thousands of times in a row and then many at
 * once, while it reads catalogs and fuses, and says what it looked like in between. It fails if
 * anything ends in another way than it did the first time.
 */
public final class SoakProbe {
  private static final int ASIDE_EVERY = 25;
  private static final int COLLECTIONS = 5;

  private final Path folder;
  private final SoakJobs jobs;
  private final FurnitureCatalog catalog;
  private final Map<String, String> endings = new ConcurrentHashMap<>();
  private final Set<Thread> threads = new HashSet<>();
  private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> fusing = CompletableFuture.completedFuture(null);

  /**
   * What the process looks like when it does nothing; open files and resident bytes are 0 where the
   * system does not tell.
   *
   * @param heapBytes heap in use after a collection
   * @param files in its temporary folder and in that of the results
   * @param threads names of those that it had not when it was warm
   */
  public record State(
      long heapBytes, long residentBytes, int openFiles, int files, String threads) {}

  /**
   * How the work went.
   *
   * @param kinds different pieces of work, fusion and catalog included
   * @param loud what was logged above DEBUG
   */
  public record Outcome(
      State warm, State afterRow, State afterCrowd, int kinds, List<String> loud) {}

  private SoakProbe(Path folder) throws IOException {
    this.folder = folder;
    jobs = new SoakJobs(folder.resolve("results"));
    catalog =
        new FurnitureCatalog(
            folder.resolve("catalog.json"),
            folder.resolve("catalog"),
            FurnitureCatalog.TIME_TO_LIVE);
  }

  /**
   * Runs a probe.
   *
   * @param folder has temp and results, both empty; room.png, mask.png and sofa.png; the folder
   *     catalog and its catalog.json
   * @param warmUp pieces of work in a row until the code is compiled; a crowd follows
   * @param inARow pieces of work behind that
   * @param atOnce threads of the crowd that comes last
   */
  public static Outcome run(Path folder, int warmUp, int inARow, int atOnce)
      throws IOException, InterruptedException {
    List<String> said =
        Probe.lines(
            SoakProbe.class,
            folder.resolve("temp"),
            List.of(folder, warmUp, inARow, atOnce),
            "-Xms64m",
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:MarkSweepAlwaysCompactCount=1",
            "-XX:+AlwaysPreTouch",
            // The second compiler takes and gives back ten megabytes whenever it compiles.
            "-XX:TieredStopAtLevel=1",
            RecordedLogs.OPTION);
    return new Outcome(
        state(said.get(0)),
        state(said.get(1)),
        state(said.get(2)),
        Integer.parseInt(said.get(3)),
        said.subList(4, said.size()));
  }

  private static State state(String line) {
    String[] words = line.split(" ", 5);
    return new State(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        words[4].strip());
  }

  /** Arguments: folder, pieces of work to warm up, in a row, at once. */
  public static void main(String[] args) throws Exception {
    SoakProbe probe = new SoakProbe(Path.of(args[0]));
    int warmUp = Integer.parseInt(args[1]);
    int inARow = Integer.parseInt(args[2]);
    int atOnce = Integer.parseInt(args[3]);
    probe.doInARow(0, warmUp);
    probe.doAtOnce(atOnce);
    probe.printState();
    probe.doInARow(warmUp, inARow);
    probe.printState();
    probe.doAtOnce(atOnce);
    probe.printState();
    System.out.println(probe.endings.size());
    RecordedLogs.loud().forEach(System.out::println);
  }

  private void doInARow(int first, int count) throws Exception {
    try (FusionClient client = FusionClient.open(config())) {
      ExecutorService aside = threads(2);
      for (int i = first; i < first + count; i++) {
        if (i % ASIDE_EVERY == 0) {
          workAside(client, aside);
        }
        doJob(i);
      }
      reading.join();
      fusing.join();
      end(aside);
    }
  }

  /** Has a catalog read and a fusion made while the next composites run. */
  private void workAside(FusionClient client, ExecutorService aside) {
    reading.join();
    fusing.join();
    reading = CompletableFuture.runAsync(() -> checked(this::readCatalog), aside);
    fusing = CompletableFuture.runAsync(() -> checked(() -> fuse(client)), aside);
  }

  private void doAtOnce(int count) throws InterruptedException {
    ExecutorService crowd = threads(count);
    List<CompletableFuture<Void>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      futures.add(CompletableFuture.runAsync(() -> checked(() -> doJob(number)), crowd));
    }
    futures.forEach(CompletableFuture::join);
    end(crowd);
  }

  /** Threads that do not keep a probe alive that has failed. */
  private static ExecutorService threads(int count) {
    return Executors.newFixedThreadPool(
        count,
        work -> {
          Thread thread = new Thread(work);
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void end(ExecutorService threads) throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new AssertionError("a thread does not end");
    }
  }

  private void doJob(int number) throws IOException {
    String[] nameAndEnding = jobs.run(number).split(" ", 2);
    check(nameAndEnding[0], nameAndEnding[1]);
  }

  private void fuse(FusionClient client) throws IOException {
    FusionRequest request =
        FusionRequest.builder(folder.resolve("room.png"))
            .mask(folder.resolve("mask.png"))
            .reference(folder.resolve("sofa.png"))
            .restore(RestoreOptions.DEFAULT)
            .build();
    try (FusionResult result = client.fuse(request);
        InputStream picture = result.image().source().open()) {
      CRC32 checksum = new CRC32();
      checksum.update(picture.readAllBytes());
      check("fusion", Long.toHexString(checksum.getValue()));
    }
  }

  private void readCatalog() throws IOException {
    check("catalog", String.valueOf(catalog.reload().items().hashCode()));
  }

  private void check(String work, String ending) {
    String first = endings.putIfAbsent(work, ending);
    if (first != null && !first.equals(ending)) {
      throw new AssertionError(work + " ended with " + ending + ", and before with " + first);
    }
  }

  private FusionConfig config() {
    return FusionConfig.builder().provider("scripted").tempFolder(folder.resolve("temp")).build();
  }

  private void printState() throws IOException, InterruptedException {
    if (threads.isEmpty()) {
      threads.addAll(Thread.getAllStackTraces().keySet());
    }
    List<String> more = ProcessStatus.threadsThatStay(thread -> !threads.contains(thread));
    System.out.printf(
        "%d %d %d %d %s%n",
        heapBytes(),
        ProcessStatus.residentBytes(),
        ProcessStatus.open().size(),
        files("temp") + files("results"),
        String.join(", ", more));
  }

  /** What readers of the JDK hold until they are finalized is not in use. */
  private static long heapBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      System.runFinalization();
      least = Math.min(least, HeapLooks.idle());
    }
    return least;
  }

  private int files(String name) throws IOException {
    try (Stream<Path> entries = Files.walk(folder.resolve(name))) {
      return (int) entries.count();
    }
  }

  private static void checked(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private interface Work {
    void run() throws IOException;
  }
}
