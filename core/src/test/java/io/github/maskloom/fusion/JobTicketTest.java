package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.spi.ProviderJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written down of a job, and read again by another process. */
class JobTicketTest {
  static final String ID = "0123456789abcdef0123456789abcdef";
  private static final Instant SUBMITTED = Instant.parse("2026-11-29T03:00:00Z");
  private static final PhotoPart PART =
      new PhotoPart(new BoundingBox(10, 20, 300, 200), 4000, 3000, 600, 400);

  static JobTicket ticket(String id) {
    return ticket(id, SUBMITTED.minusSeconds(2));
  }

  static JobTicket ticket(String id, Instant begun) {
    Map<String, String> details = Map.of("poll", "https://a/b?c=d");
    return ticket(
        id, begun, Optional.of(new ProviderJob("job \"7\"", SUBMITTED, Optional.empty(), details)));
  }

  static JobTicket ticket(String id, Instant begun, Optional<ProviderJob> job) {
    return new JobTicket(
        id,
        "queueing",
        Optional.of("pencil-1"),
        begun,
        job,
        List.of("client-1"),
        List.of("server-1", "server-2"),
        "ab".repeat(32),
        Map.of("photo", "cd".repeat(32), "reference 1", "ef".repeat(32)),
        new JobTicket.Sent(600, 400, Optional.of(PART)),
        Map.of("convention", "WhiteEdits[]"));
  }

  @Test
  void isTheSameAfterItWasWrittenAndRead() {
    JobTicket ticket = ticket(ID);
    JobTicket known =
        ticket(
            ID,
            ticket.begun(),
            ticket.job().map(job -> job.withExpires(SUBMITTED.plusSeconds(600))));

    assertThat(JobTicket.parse(ticket.toJson())).isEqualTo(ticket);
    assertThat(JobTicket.parse(known.toJson() + "\n")).isEqualTo(known).isNotEqualTo(ticket);
  }

  @Test
  void ofARequestWhoseJobNobodyKnowsIsTheSameAfterItWasWrittenAndRead() {
    JobTicket ticket = ticket(ID, SUBMITTED, Optional.empty());

    assertThat(JobTicket.parse(ticket.toJson())).isEqualTo(ticket);
    assertThat(ticket.toString()).contains("job not known");
  }

  @Test
  void thatDoesNotSayWhenItBeganDidSoWithItsJob() {
    String old = ticket(ID).toJson().replaceFirst("\"begun\":\"[^\"]*\",", "");

    assertThat(JobTicket.parse(old)).isEqualTo(ticket(ID, SUBMITTED)).isNotEqualTo(ticket(ID));
  }

  @Test
  void isReadAgainHoweverLongItsServicesIdsAre() {
    JobTicket known = ticket(ID);
    JobTicket ticket =
        new JobTicket(
            ID,
            known.provider(),
            Optional.of("m".repeat(20_000)),
            known.begun(),
            known.job(),
            known.clientRequestIds(),
            List.of("s".repeat(50_000)),
            known.promptSha256(),
            known.images(),
            known.sent(),
            known.options());

    assertThat(JobTicket.parse(ticket.toJson())).isEqualTo(ticket);
  }

  @Test
  void beginsWithItsVersionAndIsOneLine() {
    assertThat(ticket(ID).toJson())
        .startsWith("{\"schema\":1,\"id\":\"" + ID + "\"")
        .doesNotContain("\n");
  }

  @Test
  void isReadWithFieldsThatALaterReleaseAdded() {
    String more = "{\"added\":{\"more\":[1e3,99999999999,true,null]},";
    String json = ticket(ID).toJson().replaceFirst("\\{", more);

    assertThat(JobTicket.parse(json)).isEqualTo(ticket(ID));
  }

  @Test
  void ofALaterVersionIsRefusedWithBothVersions() {
    String json = ticket(ID).toJson().replace("\"schema\":1", "\"schema\":2");

    assertThatThrownBy(() -> JobTicket.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("version 1");
  }

  @Test
  void thatIsCutAnywhereOrHasAWrongByteIsRefused() {
    String json = ticket(ID).toJson();
    for (int i = 0; i < json.length(); i++) {
      String cut = json.substring(0, i);
      assertThatThrownBy(() -> JobTicket.parse(cut))
          .isExactlyInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> JobTicket.parse(json.replace("\"width\":600", "\"width\":\"600\"")))
        .hasMessageContaining("width");
    assertThatThrownBy(() -> JobTicket.parse(json + json)).hasMessageContaining("behind");
    assertThatThrownBy(() -> JobTicket.parse("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../../etc/passwd", "0123456789ABCDEF0123456789ABCDEF", "con"})
  void hasNoIdThatCouldNameAnotherFile(String id) {
    assertThatThrownBy(() -> ticket(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsNoAddressInItsTextForm() {
    assertThat(ticket(ID).toString()).contains("job \"7\"").doesNotContain("https");
  }
}
