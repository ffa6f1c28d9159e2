package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.ProviderJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsCommandTest {
  private static final String FIRST = "3f9a" + "0".repeat(28);
  private static final String SECOND = "3f9b" + "0".repeat(28);

  @TempDir Path folder;

  private void keep(String id, String submitted, Optional<Instant> expires) throws IOException {
    Instant begun = Instant.parse(submitted);
    keep(id, begun, Optional.of(new ProviderJob("job", begun, expires, Map.of())));
  }

  private void keep(String id, Instant begun, Optional<ProviderJob> job) throws IOException {
    JobTicket.Sent sent = new JobTicket.Sent(4, 3, Optional.empty());
    JobStore.files(folder)
        .save(
            new JobTicket(
                id,
                "flux",
                Optional.of("fill"),
                begun,
                job,
                List.of("client-1"),
                List.of(),
                "0".repeat(64),
                Optional.empty(),
                Map.of("photo", "0".repeat(64)),
                sent,
                Map.of()));
  }

  private Run jobs(String... more) {
    return Run.in(folder, "jobs --jobs " + folder, more);
  }

  @Test
  void areListedTheOldestFirstWithWhatIsKnownOfTheirEnd() throws IOException {
    keep(SECOND, "2026-11-02T10:00:00.123Z", Optional.empty());
    keep(FIRST, "2026-11-01T10:00:00Z", Optional.of(Instant.parse("2026-11-01T11:00:00Z")));

    assertThat(jobs().out().lines())
        .containsExactly(
            FIRST + "  flux (fill), begun 2026-11-01T10:00:00Z, expired 2026-11-01T11:00:00Z",
            SECOND + "  flux (fill), begun 2026-11-02T10:00:00Z");
    assertThat(jobs("--json").compactOut())
        .contains("\"ticket\":\"" + FIRST, "\"expires\":\"2026-11-01T11:00:00Z\"");
    assertThat(jobs("-q").out()).isEmpty();
  }

  @Test
  void aRequestThatMayHaveMadeAJobIsListedAndNotTakenUp() throws IOException {
    keep(FIRST, Instant.parse("2026-11-01T10:00:00Z"), Optional.empty());

    assertThat(jobs().out())
        .contains("may have made a job: ask the service for client request id client-1");
    assertThat(jobs("--json").out()).contains("client-1").doesNotContain("\"job\" ");
  }

  @Test
  void whatCannotBeReadIsListedWithTheReason() throws IOException {
    Files.writeString(folder.resolve("cut.ticket.json"), "{\"schema\":1,");

    assertThat(jobs().out())
        .isEqualToIgnoringNewLines(
            "not readable: cut.ticket.json: it is broken JSON, or breaks off");
    assertThat(jobs("--json").out()).contains("\"cut.ticket.json\"", "breaks off");
  }

  @Test
  void anEmptyFolderIsSaidToBeEmpty() {
    assertThat(jobs().out()).isEqualToIgnoringNewLines("no job waits to be taken up in " + folder);
    assertThat(jobs("--json").compactOut()).contains("\"jobs\":[]");
  }

  @Test
  void aTicketIsForgottenByItsBeginningIfThatIsOneOnly() throws IOException {
    keep(FIRST, "2026-11-01T10:00:00Z", Optional.empty());
    keep(SECOND, "2026-11-02T10:00:00Z", Optional.empty());

    jobs("--forget", "3f9").failed(1).contains("2 tickets begin with '3f9'; say more of it");
    jobs("--forget", "3f9a").done().startsWith("forgotten: " + FIRST).hasLineCount(1);
    jobs("--forget", "3f9a").failed(1).contains("no ticket '3f9a' is in " + folder);
    assertThat(jobs().out()).startsWith(SECOND).hasLineCount(1);
  }

  @Test
  void aCopyOfATicketIsNoOtherTicketAndAnEmptyWordIsNone() throws IOException {
    keep(FIRST, "2026-11-01T10:00:00Z", Optional.empty());
    Files.copy(folder.resolve(FIRST + ".ticket.json"), folder.resolve("copy.ticket.json"));

    assertThat(jobs("--forget", "").exitCode()).isEqualTo(1);
    assertThat(jobs("--forget", FIRST).out()).startsWith("forgotten: " + FIRST);
  }
}
