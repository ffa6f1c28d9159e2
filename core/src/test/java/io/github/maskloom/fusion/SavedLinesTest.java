package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.testing.Records;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tickets and journals that lie on disks since before they had one writer. Their lines are frozen:
 * they are read as they were meant, and the same is written today byte by byte.
 */
class SavedLinesTest {
  private static final Instant AT = Instant.parse("2026-11-29T03:00:00.123456Z");
  static final PhotoPart PART =
      new PhotoPart(new BoundingBox(10, 20, 300, 200), 4000, 3000, 1000, 667);

  @TempDir Path folder;

  private static String saved(String name) throws IOException {
    try (InputStream in = SavedLinesTest.class.getResourceAsStream("saved/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A ticket that says as much as is known of its job. */
  static JobTicket ticket(
      String id, Instant begun, Optional<ProviderJob> job, Optional<PhotoPart> part) {
    return new JobTicket(
        id,
        "flux",
        job.map(any -> "pencil-1"),
        begun,
        job,
        List.of("client-1"),
        job.isPresent() ? List.of("server \"1\"", "s\u00e9\u2028\u0001") : List.of(),
        "ab".repeat(32),
        Optional.empty(),
        Map.of("photo", "cd".repeat(32), "mask", "12".repeat(32), "reference 1", "ef".repeat(32)),
        new JobTicket.Sent(1000, 667, part),
        Map.of("convention", "WhiteEdits[]", "count", "1"));
  }

  @Test
  void aTicketOfAJob() throws IOException {
    Map<String, String> details = Map.of("poll", "https://a.example/b?c=d&e=<f>", "also", "g");
    ProviderJob job =
        new ProviderJob("job/7", AT.plusSeconds(2), Optional.of(AT.plusSeconds(600)), details);
    JobTicket ticket = ticket(JobTicketTest.ID, AT, Optional.of(job), Optional.of(PART));

    assertThat(JobTicket.parse(saved("job.ticket.json"))).isEqualTo(ticket);
    assertThat(ticket.toJson() + "\n").isEqualTo(saved("job.ticket.json"));
  }

  @Test
  void aTicketOfARequestThatWasAboutToBeSent() throws IOException {
    JobTicket ticket = ticket(JobTicketTest.ID, AT, Optional.empty(), Optional.empty());

    assertThat(JobTicket.parse(saved("sending.ticket.json"))).isEqualTo(ticket);
    assertThat(ticket.toJson() + "\n").isEqualTo(saved("sending.ticket.json"));
  }

  @Test
  void aTicketThatDoesNotSayWhenItBegan() throws IOException {
    assertThat(JobTicket.parse(saved("old.ticket.json")))
        .isEqualTo(
            ticket(
                JobTicketTest.ID, AT, Optional.of(ProviderJob.of("job/8", AT)), Optional.empty()));
  }

  @Test
  void aJournalIsWrittenAsBefore() throws IOException {
    Path file = folder.resolve("calls.jsonl");
    FusionJournal journal = FusionJournal.file(file);
    journal.sending(sending("client-1", Optional.of("0123")));
    journal.sending(sending("client-3", Optional.empty()));
    journal.append(full());
    journal.append(Records.of("local", AT));
    assertThat(full()).hasToString("FusionRecord" + full().toJson());
    journal.sending(sending("client-4", Optional.of("4567")));

    assertThat(Files.readString(file) + "{\"schema\":1,\"time\":\"20")
        .isEqualTo(saved("calls.jsonl"));
  }

  @Test
  void aJournalOfBeforeNamesTheCallsThatNeverEnded() throws IOException {
    Path file = Files.writeString(folder.resolve("calls.jsonl"), saved("calls.jsonl"));

    FusionJournal.file(file).opened(process -> process.endsWith("fusion-1"));

    assertThat(Files.readString(file)).isEqualTo(saved("named.jsonl"));
  }

  private static FusionJournal.Sending sending(String id, Optional<String> ticket) {
    return new FusionJournal.Sending(
        AT, "flux", ticket.map(any -> "pencil-1"), id, ticket, "/tmp/maskloom-fusion-1");
  }

  private static FusionRecord full() {
    return new FusionRecord(
        AT,
        Duration.ofMillis(1234),
        "queueing",
        Optional.of("pencil-1"),
        FusionRecord.Outcome.PARTIAL,
        Optional.of("FusionServiceException"),
        Optional.of("Bus\u00ffy"),
        FusionRecord.Asked.of("a desk", 4, 2),
        new FusionRecord.Sent(
            1000,
            667,
            Optional.of(PART),
            5_000_000_000L,
            5,
            6,
            Delivery.UNKNOWN,
            List.of("client-1", "client-2"),
            Optional.of("0123"),
            true),
        new FusionRecord.Received(
            3,
            1,
            Map.of("tokens", 5_000_000_000L, "images", 4L),
            List.of("one was dark", "\"two\""),
            List.of("server-1", "server-2"),
            List.of(),
            List.of()));
  }
}
