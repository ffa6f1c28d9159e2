package io.github.maskloom.examples.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the table of jobs.
 *
 * @param id a UUID
 * @param state where it stands
 * @param prompt what is wished for; empty once it is forgotten
 * @param images how many images
 * @param finish what becomes of the answer
 * @param claim drawn anew by whoever takes the job up; empty until then
 * @param sends how often it was about to be sent
 * @param retries how often it was put back after a definite failure
 * @param notBefore when it may be taken up again
 * @param cancelAsked whether somebody wants it to end
 * @param note why it stands where it stands
 * @param changed when it got there
 */
public record Job(
    String id,
    JobState state,
    String prompt,
    int images,
    Finish finish,
    String claim,
    int sends,
    int retries,
    Optional<Instant> notBefore,
    boolean cancelAsked,
    String note,
    Instant changed) {

  /** Says everything but the prompt's words. */
  @Override
  public String toString() {
    return "Job[%s, %s, sends=%d, retries=%d, %s]".formatted(id, state, sends, retries, note);
  }
}
