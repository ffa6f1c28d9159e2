package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.testing.JournalProbe;
import io.github.maskloom.testing.Records;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Lines of a journal, whatever befell those before them. */
class JournalLinesTest {
  private static final FusionRecord RECORD = Records.of("next", Instant.EPOCH);

  @TempDir Path folder;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aRecordOfAnotherProcessIsNotGluedToOneThatFoundNoRoom() throws Exception {
    Path file = folder.resolve("calls.jsonl");
    int kept = JournalProbe.fill(file);
    assertThat(Files.readString(file)).as("a torn line").doesNotEndWith("\n");

    FusionJournal.file(file).append(RECORD);
    FusionJournal.file(file).append(RECORD);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines.subList(0, kept)).containsOnly(Records.of("kept", Instant.EPOCH).toJson());
    assertThat(lines.subList(kept + 1, lines.size()))
        .containsExactly(RECORD.toJson(), RECORD.toJson());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void journalsOfOneFileAreEqualBeforeAndAfterItIsThere() throws IOException {
    Files.createDirectory(folder.resolve("logs"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("logs"));
    FusionJournal before = FusionJournal.file(folder.resolve("logs/calls.jsonl"));
    FusionJournal linked = FusionJournal.file(folder.resolve("link/../link/calls.jsonl"));

    before.append(RECORD);

    assertThat(before).isEqualTo(linked).hasSameHashCodeAs(linked);
    assertThat(FusionJournal.file(folder.resolve("link/calls.jsonl")))
        .isEqualTo(before)
        .hasSameHashCodeAs(before);
    assertThat(FusionJournal.file(folder.resolve("logs/others.jsonl"))).isNotEqualTo(before);
  }

  @Test
  void aFolderThatIsNotThereIsMade() throws IOException {
    Path file = folder.resolve("logs/2026/calls.jsonl");

    FusionJournal.file(file).append(RECORD);

    assertThat(Files.readAllLines(file)).containsExactly(RECORD.toJson());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderAboveALinkIsMadeWhereTheSystemFindsIt() throws IOException {
    Path target = Files.createDirectories(folder.resolve("real/a"));
    Path file =
        Files.createSymbolicLink(folder.resolve("link"), target).resolve("../j/calls.jsonl");

    FusionJournal.file(file).append(RECORD);

    assertThat(folder.resolve("real/j/calls.jsonl")).hasContent(RECORD.toJson());
    assertThat(folder.resolve("j")).doesNotExist();
  }

  @Test
  void clientsThatShareAFileAddOneLineEachBehindATornOne() throws IOException {
    Path file = Files.writeString(folder.resolve("calls.jsonl"), "{\"time\":\"20");
    List<FusionJournal> clients =
        List.of(FusionJournal.file(file), FusionJournal.file(folder.resolve("./calls.jsonl")));

    IntStream.range(0, 40)
        .parallel()
        .forEach(
            i -> {
              try {
                clients.get(i % 2).append(RECORD);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(41).startsWith("{\"time\":\"20");
    assertThat(lines.subList(1, 41)).containsOnly(RECORD.toJson());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsNotReadToFindItsEnd() throws Exception {
    Path pipe = folder.resolve("calls");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    FutureTask<List<String>> reader = new FutureTask<>(() -> Files.readAllLines(pipe));
    new Thread(reader, "reader").start();

    FusionJournal.file(pipe).append(RECORD);

    assertThat(reader.get()).containsExactly(RECORD.toJson());
  }

  @Test
  void itSaysWhichFileItWritesTo() {
    assertThat(FusionJournal.file(Path.of("logs", "calls.jsonl")))
        .hasToString("FusionJournal.file(" + Path.of("logs", "calls.jsonl") + ")");
  }

  @Test
  void aLineBehindBytesThatACrashLeftZeroBeginsAnewThoughItsThreadIsInterrupted()
      throws IOException {
    Path file = Files.writeString(folder.resolve("calls.jsonl"), "{\0");
    Thread.currentThread().interrupt();
    FusionJournal.file(file).append(RECORD);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readAllLines(file)).containsExactly("{\0", RECORD.toJson());
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    Path file = taken.resolve("calls.jsonl");

    assertThatThrownBy(() -> FusionJournal.file(file).append(RECORD))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("taken");
  }
}
