package io.github.maskloom.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what a service documents is a refusal; a status, a type and a code elsewhere are not. */
class ErrorTableTest {
  private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");

  private static final ErrorTable CODES =
      ErrorTable.OF_CODES
          .documentedRefusal(400, Kind.CONTENT, RetryAdvice.NEVER, "Improper", "Indecent")
          .documentedRefusal(429, Kind.QUOTA, RetryAdvice.SAFE, "Spent");

  private static final ErrorTable FAMILIES =
      ErrorTable.OF_FAMILIES.documentedRefusal(400, Kind.CONTENT, RetryAdvice.NEVER, "Improper");

  private static Refusal refusal(int status, String code, String type) {
    return new Refusal(new ServiceError(code, type, "", ""), status, name -> Optional.empty(), NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "400, Improper, '', CONTENT, REJECTED, NEVER",
    "400, Indecent, '', CONTENT, REJECTED, NEVER",
    "429, Spent, '', QUOTA, REJECTED, SAFE",
    "400, improper, '', REQUEST, UNKNOWN, NEVER",
    "400, Improper.Sub, '', REQUEST, UNKNOWN, NEVER",
    "400, Spent, '', QUOTA, UNKNOWN, NEVER",
    "429, Improper, '', CONTENT, UNKNOWN, NEVER",
    "500, Improper, '', CONTENT, UNKNOWN, NEVER",
    "500, Spent, '', QUOTA, UNKNOWN, MAY_BILL_TWICE",
    "500, '', Spent, QUOTA, UNKNOWN, MAY_BILL_TWICE",
    "429, Strange, Spent, QUOTA, UNKNOWN, MAY_BILL_TWICE",
    "429, Strange, Improper, CONTENT, UNKNOWN, NEVER",
    "403, Strange, '', ACCESS, UNKNOWN, NEVER",
    "429, '', '', THROTTLED, UNKNOWN, MAY_BILL_TWICE"
  })
  void aCodeIsARefusalOnlyAtItsStatus(
      int status, String code, String type, Kind kind, Delivery delivery, RetryAdvice.Kind advice) {
    ErrorRule rule = CODES.judge(refusal(status, code, type));

    assertThat(rule.kind()).isEqualTo(kind);
    assertThat(rule.delivery()).isEqualTo(delivery);
    assertThat(rule.retry().kind()).isEqualTo(advice);
  }

  @ParameterizedTest
  @CsvSource({
    "Improper, REJECTED",
    "Improper.Face, REJECTED",
    "Improper.Face.Famous, REJECTED",
    "Improperly, UNKNOWN",
    ".Improper, UNKNOWN"
  })
  void aFamilyHoldsItsCodesUpToTheFirstDot(String code, Delivery delivery) {
    assertThat(FAMILIES.judge(refusal(400, code, "")).delivery()).isEqualTo(delivery);
  }

  @Test
  void codesInsideAnAnswerCountOnlyWhereTheyAreDocumentedThere() {
    assertThat(CODES.judge(refusal(200, "Improper", "")).delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(CODES.alsoInsideAnswers().judge(refusal(200, "Improper", "")).delivery())
        .isEqualTo(Delivery.REJECTED);
    assertThat(CODES.alsoInsideAnswers().judge(refusal(400, "Improper", "")).delivery())
        .isEqualTo(Delivery.REJECTED);
  }

  @Test
  void aCodeHasAMeaningAtAnyStatusIfItIsDocumented() {
    assertThat(CODES.row("Spent").map(ErrorRule::kind)).contains(Kind.QUOTA);
    assertThat(CODES.row("Strange")).isEmpty();
    assertThat(FAMILIES.documented("Improper.Face")).isEqualTo("Improper");
    assertThat(FAMILIES.documented("Strange.Face")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "301, ACCESS, NEVER",
    "400, REQUEST, NEVER",
    "401, ACCESS, NEVER",
    "402, QUOTA, NEVER",
    "403, ACCESS, NEVER",
    "404, ACCESS, NEVER",
    "407, ACCESS, NEVER",
    "408, SERVICE, MAY_BILL_TWICE",
    "409, SERVICE, MAY_BILL_TWICE",
    "413, REQUEST, NEVER",
    "429, THROTTLED, MAY_BILL_TWICE",
    "499, SERVICE, MAY_BILL_TWICE",
    "500, SERVICE, MAY_BILL_TWICE",
    "503, SERVICE, MAY_BILL_TWICE"
  })
  void aStatusAloneDoesNotSayThatNothingIsBilled(int status, Kind kind, RetryAdvice.Kind advice) {
    ErrorRule rule = ErrorRule.ofStatus(status);

    assertThat(rule.kind()).isEqualTo(kind);
    assertThat(rule.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(rule.retry().kind()).isEqualTo(advice);
    assertThat(rule.retry().after()).isEmpty();
  }

  @Test
  void aTableSaysMoreWhereTheServiceDoes() {
    Refusal late =
        new Refusal(
            new ServiceError("Spent", ""),
            429,
            name -> Optional.of("17").filter(any -> name.equals("Retry-After")),
            NOW);

    assertThat(CODES.missesModel(late)).isFalse();
    assertThat(CODES.missingModel(any -> true).missesModel(late)).isTrue();
    ErrorRule unknown = CODES.judge(late).unknown();
    assertThat(CODES.corrected((any, rule) -> rule.unknown()).judge(late)).isEqualTo(unknown);
    assertThat(late.retryAfter()).contains(Duration.ofSeconds(17));
  }

  @Test
  void whatAServiceSaysIsCut() {
    String code = "c".repeat(256);
    String words = "w".repeat(8 << 10);
    ServiceError error = new ServiceError(code + "x", code + "x", words + "x", code + "x");

    assertThat(error).isEqualTo(new ServiceError(code, code, words, code));
    assertThat(error.withMessage("other")).isEqualTo(new ServiceError(code, code, "other", code));
  }

  @ParameterizedTest
  @CsvSource({
    "'no (Request ID: abc-123)', abc-123",
    "request_id abc_1234, abc_1234",
    "'request id: abc', ''",
    "'nothing', ''"
  })
  void theIdOfARequestMayStandInTheWords(String words, String id) {
    assertThat(new ServiceError("", words).requestId()).isEqualTo(id);
  }
}
