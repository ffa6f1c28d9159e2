package io.github.maskloom.fusion;

import io.github.maskloom.errors.CancelledException;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of a provider was cancelled. It says how far the request had got. */
public final class CancelledCallException extends CancelledException {
  @Serial private static final long serialVersionUID = 1L;

  private final Delivery delivery;
  private final transient @Nullable JobTicket ticket;
  private final boolean jobCancelled;

  /**
   * Reports that a call was cancelled.
   *
   * @param message who or what stopped it, without a secret, a prompt or an image
   * @param delivery how far the request had got
   */
  public CancelledCallException(String message, Delivery delivery) {
    this(message, delivery, null, false);
  }

  private CancelledCallException(
      String message, Delivery delivery, @Nullable JobTicket ticket, boolean jobCancelled) {
    super(message);
    this.delivery = delivery;
    this.ticket = ticket;
    this.jobCancelled = jobCancelled;
  }

  /**
   * {@return a cancel with the same delivery and the ticket of the call's job, whose cause is this
   * one} Its message says what became of the job.
   *
   * @param job the ticket that takes the job up again
   * @param cancelled whether the service said that it has cancelled the job too
   */
  public CancelledCallException of(JobTicket job, boolean cancelled) {
    String said =
        cancelled ? "; the service has cancelled its job" : "; its job may go on at the service";
    CancelledCallException ofJob =
        new CancelledCallException(getMessage() + said, delivery, job, cancelled);
    ofJob.initCause(this);
    return ofJob;
  }

  /** {@return how far the request had got} */
  public Delivery delivery() {
    return delivery;
  }

  /**
   * {@return the ticket of the call's job; empty if the service has queued none, and after
   * serialization} Unless {@link #jobCancelled} holds, {@link FusionClient#resume} may still fetch
   * the images.
   */
  public Optional<JobTicket> ticket() {
    return Optional.ofNullable(ticket);
  }

  /** {@return whether the service said that it has cancelled the job} */
  public boolean jobCancelled() {
    return jobCancelled;
  }

  @Override
  public boolean mayBeBilled() {
    return delivery.compareTo(Delivery.UNKNOWN) >= 0;
  }
}
