package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  static JobTicket ticket(String id) {
    return ticket(id, SUBMITTED.minusSeconds(2));
  }

  static JobTicket ticket(String id, Instant begun) {
    Map<String, String> details = Map.of("poll", "https://a/b?c=d");
    return ticket(
        id, begun, Optional.of(new ProviderJob("job \"7\"", SUBMITTED, Optional.empty(), details)));
  }

  static JobTicket ticket(String id, Instant begun, Optional<ProviderJob> job) {
    return SavedLinesTest.ticket(id, begun, job, Optional.of(SavedLinesTest.PART));
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
            known.requestSha256(),
            known.images(),
            known.sent(),
            known.options());

    assertThat(JobTicket.parse(ticket.toJson())).isEqualTo(ticket);
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
    assertThatThrownBy(() -> JobTicket.parse(json.replace("\"width\":1000", "\"width\":\"1000\"")))
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
    assertThat(ticket(ID, SUBMITTED, Optional.empty()).toString()).contains("job not known");
  }
}
