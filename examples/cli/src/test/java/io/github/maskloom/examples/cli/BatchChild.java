package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with a batch of many small jobs, and processes that do it. */
final class BatchChild {
  private final Path folder;
  private final int jobs;
  private final String photo;
  private final String mask;

  BatchChild(Path folder, int jobs) throws IOException {
    this.folder = folder;
    this.jobs = jobs;
    photo = Images.photo(folder.resolve("photo.png")).toString();
    mask = Images.whiteMask(folder.resolve("mask.png")).toString();
    Files.createDirectories(folder.resolve("out"));
    Files.createDirectories(folder.resolve("expected"));
    writeJobs("jobs.jsonl", "out");
    writeJobs("expected.jsonl", "expected");
  }

  /** Every image has a color of its own. */
  private void writeJobs(String name, String out) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      lines.add(
          "{\"photo\":\"%s\",\"mask\":\"%s\",\"convention\":\"white\",\"brush\":\"%06x:255\",\"out\":\"%s\"}"
              .formatted(
                  photo, mask, i * 7919 & 0xFFFFFF, folder.resolve(out).resolve(i + ".png")));
    }
    Files.write(folder.resolve(name), lines);
  }

  Path folder(String name) {
    return folder.resolve(name);
  }

  Path manifest() {
    return folder.resolve("jobs.manifest.jsonl");
  }

  /** What it said on both streams. */
  String said() throws IOException {
    return Files.readString(folder.resolve("said.txt"), UTF_8);
  }

  /** Begins to do what lacks. */
  Process start(String... jvmOptions) throws IOException {
    return Child.in(folder, jvmOptions)
        .process("batch", "--jobs", "jobs.jsonl", "--workers", "2", "--memory", "4MB")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }
}
