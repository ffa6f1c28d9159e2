package io.github.maskloom.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux tells a process of itself; 0 on other systems. */
final class ProcessStatus {
  private static final Path SELF = Path.of("/proc/self");

  private ProcessStatus() {}

  /** Memory resident now. */
  static long residentBytes() throws IOException {
    return bytes("VmRSS:");
  }

  /** The most memory that was ever resident. */
  static long peakResidentBytes() throws IOException {
    return bytes("VmHWM:");
  }

  /** Files, pipes and sockets that are open. */
  static int openFiles() throws IOException {
    Path descriptors = SELF.resolve("fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> entries = Files.list(descriptors)) {
      return (int) entries.count();
    }
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
