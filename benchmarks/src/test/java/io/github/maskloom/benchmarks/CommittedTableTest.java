package io.github.maskloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedTableTest {
  private static final Path BASH = Path.of("/bin/bash");

  @Test
  void theTableIsWhatTheResultsMake(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(BASH), "the table is made by a shell script");
    Path committed = Path.of("README.md");
    Path made = Files.copy(committed, folder.resolve("README.md"));

    Process table =
        new ProcessBuilder(BASH.toString(), "peers/table.sh", made.toString()).inheritIO().start();

    assertThat(table.waitFor()).isZero();
    assertThat(made)
        .as("made by: benchmarks/peers/table.sh")
        .hasContent(Files.readString(committed));
  }
}
