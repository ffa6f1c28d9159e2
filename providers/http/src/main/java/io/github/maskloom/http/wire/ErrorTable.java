package io.github.maskloom.http.wire;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The codes with which a service says that it did nothing, each at the statuses that its
 * documentation names, and what else its failures mean. Only these codes are {@link
 * Delivery#REJECTED}. <b>Threads:</b> safe.
 */
public final class ErrorTable {
  /** A table without rows, for a service whose codes are compared as a whole. */
  public static final ErrorTable OF_CODES =
      new ErrorTable(false, List.of(), any -> false, (any, rule) -> rule);

  /** A table without rows, for a service whose codes count up to their first dot. */
  public static final ErrorTable OF_FAMILIES =
      new ErrorTable(true, List.of(), any -> false, (any, rule) -> rule);

  private static final int OK = 200;

  private record Row(int status, String code, ErrorRule rule) {}

  private final boolean families;
  private final List<Row> rows;
  private final Predicate<Refusal> missing;
  private final BiFunction<Refusal, ErrorRule, ErrorRule> correction;

  private ErrorTable(
      boolean families,
      List<Row> rows,
      Predicate<Refusal> missing,
      BiFunction<Refusal, ErrorRule, ErrorRule> correction) {
    this.families = families;
    this.rows = rows;
    this.missing = missing;
    this.correction = correction;
  }

  /**
   * Returns a table that also has codes of which the service documents that it did nothing. Of two
   * rows with the same status and code, the first counts.
   *
   * @param status at which the service sends them; 200 for errors inside an answer
   * @param kind who has to act
   * @param retry {@link RetryAdvice#SAFE} if another time will do, or {@link RetryAdvice#NEVER}
   * @param codes as the service writes them; in a table {@link #OF_FAMILIES} only the part before
   *     the first dot
   * @return a new table
   */
  public ErrorTable documentedRefusal(int status, Kind kind, RetryAdvice retry, String... codes) {
    ErrorRule rule = new ErrorRule(kind, Delivery.REJECTED, retry);
    return with(Stream.of(codes).map(code -> new Row(status, code, rule)));
  }

  /**
   * {@return a new table that has each row of this one for status 200 too} It is for codes that
   * also come inside answers.
   */
  public ErrorTable alsoInsideAnswers() {
    return with(rows.stream().map(row -> new Row(OK, row.code, row.rule)));
  }

  private ErrorTable with(Stream<Row> more) {
    List<Row> all = Stream.concat(rows.stream(), more).toList();
    return new ErrorTable(families, all, missing, correction);
  }

  /**
   * {@return a new table that also says which refusals mean that there is no such model, or none
   * for this key}
   *
   * @param which what {@link #missesModel} says; without it no refusal does
   */
  public ErrorTable missingModel(Predicate<Refusal> which) {
    return new ErrorTable(families, rows, which, correction);
  }

  /**
   * {@return a new table for a service whose rows do not say all}
   *
   * @param rule makes of a refusal and the rule that the rows have for it the rule that counts. Its
   *     delivery is {@link Delivery#REJECTED} only for a documented code at its status
   */
  public ErrorTable corrected(BiFunction<Refusal, ErrorRule, ErrorRule> rule) {
    return new ErrorTable(families, rows, missing, rule);
  }

  /**
   * Says whether a refusal means that there is no such model, or none for this key.
   *
   * @param refusal with what its body and headers say
   * @return as {@link #missingModel} says
   */
  public boolean missesModel(Refusal refusal) {
    return missing.test(refusal);
  }

  /**
   * Judges a refusal by the row of its code and status. Without such a row nobody knows what the
   * service did. Then the first row of its code or else of its type says who has to act; without
   * one, the status does. Another time is in vain if that row or the status says so. What is
   * {@linkplain #corrected corrected} counts in the end. Nobody asks about a refusal with 401: it
   * needs no code, since whoever sends it let nobody in.
   *
   * @param refusal whose code and type are looked up
   * @return the rule of that row, or a rule with {@link Delivery#UNKNOWN}
   */
  public ErrorRule judge(Refusal refusal) {
    String code = documented(refusal.error().code());
    ErrorRule rule =
        rows.stream()
            .filter(row -> row.status == refusal.status() && row.code.equals(code))
            .findFirst()
            .map(Row::rule)
            .orElseGet(() -> undocumented(refusal));
    return correction.apply(refusal, rule);
  }

  private ErrorRule undocumented(Refusal refusal) {
    ErrorRule ofStatus = ErrorRule.ofStatus(refusal.status());
    ErrorRule rule =
        row(refusal.error().code()).or(() -> row(refusal.error().type())).orElse(ofStatus);
    boolean inVain = ofStatus.retry().kind() == RetryAdvice.Kind.NEVER;
    return inVain ? ErrorRule.unknown(rule.kind(), true) : rule.unknown();
  }

  /**
   * Finds what a code means by itself, at whatever status.
   *
   * @param code as the service writes it
   * @return the rule of its first row, or empty if it is not documented
   */
  public Optional<ErrorRule> row(String code) {
    String known = documented(code);
    return rows.stream().filter(row -> row.code.equals(known)).findFirst().map(Row::rule);
  }

  /**
   * Returns the part of a code that the table has.
   *
   * @param code as the service writes it
   * @return the code, or in a table {@link #OF_FAMILIES} its part before the first dot; empty if no
   *     row has it
   */
  public String documented(String code) {
    int dot = families ? code.indexOf('.') : -1;
    String name = dot < 0 ? code : code.substring(0, dot);
    return rows.stream().anyMatch(row -> row.code.equals(name)) ? name : "";
  }
}
