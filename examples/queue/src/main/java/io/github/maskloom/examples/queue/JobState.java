package io.github.maskloom.examples.queue;

/** Where a job stands; see the package for the ways between. */
public enum JobState {
  /** Its images are on their way into the store; a submitter that dies leaves it to the sweep. */
  SUBMITTING,
  /** Nothing of it was sent, or what was sent was refused; a worker takes it when it is due. */
  QUEUED,
  /** It may have reached the service. */
  SENDING,
  /** Its images are in the store. */
  DONE,
  /** It failed, and would again; or somebody gave it up. */
  FAILED,
  /** It may have been billed, and nobody knows the answer: somebody decides. */
  PARKED,
  /** Somebody no longer wants it. */
  CANCELLED
}
