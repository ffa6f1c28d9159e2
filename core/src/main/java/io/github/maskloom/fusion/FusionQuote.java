package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * What a request would cost, as its service says. Prices change, so it holds for now.
 *
 * @param amount that is expected
 * @param atMost the most that it can cost; the amount, where the service says it exactly
 * @param currency of both
 */
public record FusionQuote(BigDecimal amount, BigDecimal atMost, Currency currency) {
  /**
   * Checks the amounts.
   *
   * @param amount at least 0
   * @param atMost at least the amount
   * @param currency of both
   * @throws IllegalArgumentException if an amount is less
   */
  public FusionQuote {
    Objects.requireNonNull(currency, "currency");
    checkArgument(
        amount.signum() >= 0 && atMost.compareTo(amount) >= 0,
        "a quote is 0 or more, and at most its limit: %s, %s",
        amount,
        atMost);
  }

  /**
   * {@return what both requests would cost}
   *
   * @param other in the same currency
   * @throws IllegalArgumentException if the currency is another
   */
  public FusionQuote plus(FusionQuote other) {
    checkArgument(currency.equals(other.currency), "quotes are in one currency");
    return new FusionQuote(amount.add(other.amount), atMost.add(other.atMost), currency);
  }

  /** {@return the amount and its currency, and the most where that is more} */
  @Override
  public String toString() {
    boolean exact = atMost.compareTo(amount) == 0;
    return said(amount) + (exact ? "" : ", at most " + said(atMost));
  }

  private String said(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString() + " " + currency;
  }
}
