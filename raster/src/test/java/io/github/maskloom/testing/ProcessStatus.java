package io.github.maskloom.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a process holds; memory and files only on Linux, and 0 on other systems. */
public final class ProcessStatus {
  private static final Path SELF = Path.of("/proc/self");
  private static final long ENOUGH_MILLIS = 10_000;

  private ProcessStatus() {}

  /** Memory resident now. */
  public static long residentBytes() throws IOException {
    return bytes("VmRSS:");
  }

  /** The most memory that was ever resident. */
  public static long peakResidentBytes() throws IOException {
    return bytes("VmHWM:");
  }

  /** Files, pipes and sockets that are open, as the system names them. */
  public static List<String> open() throws IOException {
    Path descriptors = SELF.resolve("fd");
    if (!Files.isDirectory(descriptors)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(descriptors)) {
      return entries.map(ProcessStatus::target).toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "closed in between";
    }
  }

  /**
   * The names of the live threads of a kind, once those that have nothing left to do have ended: a
   * pool or a client that is closed may be ahead of the end of its threads.
   */
  public static List<String> threadsThatStay(Predicate<Thread> kind) throws InterruptedException {
    List<String> names = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (kind.test(thread)) {
        thread.join(ENOUGH_MILLIS);
        if (thread.isAlive()) {
          names.add(thread.getName());
        }
      }
    }
    return names;
  }

  private static long bytes(String field) throws IOException {
    Path status = SELF.resolve("status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    }
  }
}
