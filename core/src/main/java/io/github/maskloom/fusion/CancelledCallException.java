package io.github.maskloom.fusion;

import io.github.maskloom.errors.CancelledException;
import java.io.Serial;

/** A call of a provider was cancelled. It says how far the request had got. */
public final class CancelledCallException extends CancelledException {
  @Serial private static final long serialVersionUID = 1L;

  private final Delivery delivery;

  /** Reports that a request to a provider was cancelled after it had got so far. */
  public CancelledCallException(String message, Delivery delivery) {
    super(message);
    this.delivery = delivery;
  }

  /** How far the request had got. */
  public Delivery delivery() {
    return delivery;
  }

  @Override
  public boolean mayBeBilled() {
    return delivery.compareTo(Delivery.UNKNOWN) >= 0;
  }
}
