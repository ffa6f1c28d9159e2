package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
          Optional.empty(),
          FusionRecord.Asked.of("", 1, 0),
          FusionRecord.Sent.NOTHING,
          FusionRecord.Received.NOTHING);

  @TempDir Path folder;

  @Test
  void keepsALineForEachCall() throws IOException {
    Path path = folder.resolve("journal.jsonl");
    JournalFile journal = new JournalFile(path);

    journal.append(CALL);
    journal.append(CALL);

    assertThat(path).content().hasLineCount(2);
    assertThatCode(journal::check).doesNotThrowAnyException();
  }

  @Test
  void saysAfterwardsThatALineIsMissing() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    Path lost = taken.resolve("journal.jsonl");
    JournalFile journal = new JournalFile(lost);

    assertThatThrownBy(() -> journal.append(CALL)).isInstanceOf(IOException.class);

    assertThatThrownBy(journal::check)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("journal: the images are there")
        .hasMessageContaining(lost.toString());
  }
}
