package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.FusionJournal.Sending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
  @TempDir Path folder;

  @Test
  void saysAfterwardsThatALineIsMissing() throws IOException {
    Path lost = folder.resolve("journal.jsonl");
    JournalFile journal = new JournalFile(lost);
    Sending call =
        new Sending(Instant.EPOCH, "ark", Optional.empty(), "client-1", Optional.empty(), "here");
    journal.check();
    Files.createDirectory(lost);

    assertThatThrownBy(() -> journal.sending(call)).isInstanceOf(IOException.class);

    assertThatThrownBy(journal::check)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("journal: the images are there")
        .hasMessageContaining(lost.toString());
  }
}
