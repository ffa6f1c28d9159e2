package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.FusionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
  private static final FusionRecord CALL =
      new FusionRecord(
          Instant.EPOCH,
          Duration.ZERO,
          "local",
          Optional.empty(),
          FusionRecord.Outcome.SUCCEEDED,
          Optional.empty(),
          FusionRecord.Asked.of("", 1, 0),
          FusionRecord.Sent.NOTHING,
          FusionRecord.Received.NOTHING,
          FusionRecord.Job.NONE);

  @TempDir Path folder;

  @Test
  void saysAfterwardsThatALineIsMissing() throws IOException {
    Path lost = folder.resolve("journal.jsonl");
    JournalFile journal = new JournalFile(lost);
    journal.check();
    Files.createDirectory(lost);

    assertThatThrownBy(() -> journal.append(CALL)).isInstanceOf(IOException.class);

    assertThatThrownBy(journal::check)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("journal: the images are there")
        .hasMessageContaining(lost.toString());
  }
}
