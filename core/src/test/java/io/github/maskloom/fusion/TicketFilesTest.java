package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets in a folder. */
class TicketFilesTest {
  private static final Instant BEGUN = Instant.parse("2026-11-29T03:00:00Z");
  private static final JobTicket TICKET = JobTicketTest.ticket(JobTicketTest.ID);

  @TempDir Path folder;

  @Test
  void anotherProcessFindsWhatAThreadSavedThoughItWasInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    JobStore.files(folder.resolve("state/jobs")).save(TICKET);
    assertThat(Thread.interrupted()).isTrue();

    assertThat(JobStore.files(folder.resolve("state/jobs")).tickets()).containsExactly(TICKET);
  }

  @Test
  void aTicketOfWhichMoreIsKnownTakesThePlaceOfTheFirst() throws IOException {
    JobStore store = JobStore.files(folder);
    JobTicket known =
        JobTicketTest.ticket(
            TICKET.id(), TICKET.begun(), TICKET.job().map(job -> job.withExpires(BEGUN)));

    store.save(TICKET);
    store.save(known);

    assertThat(store.tickets()).containsExactly(known);
    assertThat(files()).hasSize(1);
  }

  @Test
  void whatIsRemovedIsGoneAndMayBeRemovedAgain() throws IOException {
    JobStore store = JobStore.files(folder);
    store.save(TICKET);

    store.remove(TICKET.id());
    store.remove(TICKET.id());

    assertThat(store.tickets()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jobs", "state/jobs"})
  void aFileInThePlaceOfTheFolderIsRefusedBeforeAnythingIsPaidFor(String below) throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "a file");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobStore.files(file.resolve(below)))
        .withMessage("tickets are kept in a folder, but " + file + " is none");
  }

  @Test
  void aFolderThatIsNotThereHoldsNothing() throws IOException {
    assertThat(JobStore.files(folder.resolve("none")).tickets()).isEmpty();
  }

  @Test
  void theOldestComesFirst() throws IOException {
    JobStore store = JobStore.files(folder);
    List<JobTicket> saved =
        IntStream.range(0, 5)
            .mapToObj(i -> JobTicketTest.ticket("%032x".formatted(9 - i), BEGUN.minusSeconds(i)))
            .toList();
    for (JobTicket each : saved) {
      store.save(each);
    }

    assertThat(store.tickets())
        .isSortedAccordingTo(Comparator.comparing(JobTicket::begun))
        .containsExactlyInAnyOrderElementsOf(saved);
  }

  @Test
  void whatCannotBeReadIsLeftOutAndListedWithTheReason() throws IOException {
    JobStore store = JobStore.files(folder);
    store.save(TICKET);
    String json = TICKET.toJson();
    Files.writeString(folder.resolve("cut.ticket.json"), json.substring(0, json.length() / 2));
    Files.writeString(
        folder.resolve("future.ticket.json"), json.replace("\"schema\":1", "\"schema\":7"));
    Files.writeString(folder.resolve("large.ticket.json"), " ".repeat((1 << 20) + 1));
    Files.write(folder.resolve("other.ticket.json"), new byte[] {(byte) 0xff});
    Files.createDirectory(folder.resolve("a-folder.ticket.json"));
    Files.writeString(folder.resolve("notes.txt"), "not a ticket");

    assertThat(store.unreadable().entrySet())
        .extracting(each -> each.getKey() + ": " + each.getValue())
        .containsExactly(
            "a-folder.ticket.json: it is no file",
            "cut.ticket.json: it is broken JSON, or breaks off",
            "future.ticket.json: the ticket is of version 7, and this release reads version 1",
            "large.ticket.json: it has over 1048576 bytes",
            "other.ticket.json: MalformedInputException");
    assertThat(store.tickets()).containsExactly(TICKET);
    assertThat(JobStore.NONE.unreadable()).isEmpty();
  }

  @Test
  void whatCannotBeSavedSaysWhereAndLeavesNothing() throws IOException {
    JobStore store = JobStore.files(folder.resolve("file"));
    Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> store.save(TICKET))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file");
    assertThat(files()).containsExactly("file");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayReadATicket() throws IOException {
    JobStore.files(folder).save(TICKET);

    assertThat(Files.getPosixFilePermissions(folder.resolve(files().get(0))))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void noFileIsRemovedByAnIdThatIsNone() throws IOException {
    Path other = Files.writeString(folder.resolve("other.ticket.json"), "");

    assertThatThrownBy(() -> JobStore.files(folder).remove("other"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(other).exists();
  }

  @Test
  void aHomeThatCannotBeWrittenIsRefusedWithItsNameAndTheWayOut() throws IOException {
    TicketFiles home = new TicketFiles(Files.createFile(folder.resolve("home")).resolve("jobs"));
    assertThatThrownBy(home::prove)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(home.folder().toString())
        .hasMessageContaining("FusionConfig.jobs(JobStore.files(folder))");
    assertThatThrownBy(new TicketFiles(Path.of("?", ".maskloom", "jobs"))::prove)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("FusionConfig.jobs(JobStore.files(folder))");
    assertThat(Path.of("?")).doesNotExist();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
