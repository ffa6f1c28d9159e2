package io.github.maskloom.errors;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller asked to stop. Everything opened for the work is closed. */
public final class CancelledException extends MaskloomException {
  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable Delivery delivery;

  public CancelledException(String message) {
    super(message);
    delivery = null;
  }

  /** Reports that a request to a provider was cancelled after it had got so far. */
  public CancelledException(String message, Delivery delivery) {
    super(message);
    this.delivery = delivery;
  }

  /** How far a request to a provider had got, or empty if the work was no such request. */
  public Optional<Delivery> delivery() {
    return Optional.ofNullable(delivery);
  }
}
