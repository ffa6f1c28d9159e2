/**
 * Fusion jobs that survive a crash, and of which none is sent twice unless somebody decides so.
 *
 * <pre>
 *              submit
 *                |
 *            SUBMITTING     until its images are stored
 *                |        claimed, prepared; then, committed before the request leaves:
 *   cancel &lt;-- QUEUED ------------------------------------------&gt; SENDING
 *                ^  ^                                              |
 *                |  +--- definite failure, safe to repeat ---------+--&gt; DONE       images
 *                |                                                 +--&gt; FAILED     definite failure
 *             resume                                               +--&gt; CANCELLED
 *                |                                                 |
 *                +------------------- PARKED &lt;---------------------+    no answer, or the worker died
 *                                       +--&gt; FAILED                     give-up
 * </pre>
 *
 * <p>The images are in a {@link io.github.maskloom.examples.queue.JobStore}: a folder, or a bucket
 * of S3. Workers share that and the database, and nothing else.
 *
 * <p>db-scheduler says which worker works on which job, and notices workers that die; {@link
 * io.github.maskloom.examples.queue.JobTable} says what may be done with a job. Every change of a
 * job's state is one {@code UPDATE} that names the state and the claim it starts from, so a worker
 * that was thought dead, and wakes, changes nothing and sends nothing.
 */
@NullMarked
package io.github.maskloom.examples.queue;

import org.jspecify.annotations.NullMarked;
