package io.github.maskloom.fusion;

/** How far a request to a service got, and so what it may have cost. */
public enum Delivery {
  /** Nothing of it reached the service: it costs nothing and may be sent again. */
  NOT_SENT,

  /** The service refused it, and does not bill it. */
  REJECTED,

  /** It may have reached the service, which did not answer. Sent again, it may be billed twice. */
  UNKNOWN,

  /** The service did the work, or part of it, which may be billed. */
  ACCEPTED
}
