package io.github.maskloom.examples.queue;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The images of jobs: what is sent, and what came. Every worker of a queue sees the same store.
 *
 * <p><b>Ids</b> of jobs and claims are UUIDs as {@link java.util.UUID#toString} writes them. Every
 * method throws {@link IllegalArgumentException} for others, so that none names anything outside
 * its job.
 *
 * <p><b>A result</b> appears at once and whole. Once it is there it never changes: the first that
 * is put stays. What a killed or failed put leaves is never part of a result, and {@link #sweep}
 * takes it away.
 *
 * <p><b>Durable:</b> what a method has put survives a loss of power when it returns, for the
 * database will say so. <b>Failures</b> of the disk, the network or the service are {@link
 * IOException}s, and name what could not be reached. A method that failed may be called again.
 * <b>Threads:</b> safe, here and in other processes.
 *
 * <p>{@code JobStoreContract} among the tests holds all of this, of any store.
 */
public interface JobStore extends AutoCloseable {
  /**
   * Makes sure that this can do what it promises; a worker begins with it.
   *
   * @throws IOException if not, or if it cannot be reached
   */
  default void check() throws IOException {}

  /**
   * Takes copies, so that a job does not depend on what becomes of the originals. What a failed put
   * leaves is taken away by {@link #removeInputs}.
   *
   * @param inputs opened once each
   * @throws IOException if an image cannot be read, or cannot be kept
   */
  void putInputs(String id, JobInputs inputs) throws IOException;

  /**
   * What was put, as sources that open again.
   *
   * @throws IOException if the store cannot be asked, or has no photo of this job
   */
  JobInputs inputs(String id) throws IOException;

  /**
   * Takes away what {@link #putInputs} put, or a part of it; none of it may be there.
   *
   * @throws IOException if some of it cannot be removed
   */
  void removeInputs(String id) throws IOException;

  /**
   * Where the images of a job are, if they are.
   *
   * @throws IOException if the store cannot be asked: then nobody knows
   */
  Optional<JobResult> result(String id) throws IOException;

  /**
   * Makes images the result of a job, unless it has one. Both ends are the same to the caller: the
   * job has a result.
   *
   * @param claim under which the job was sent
   * @param images files by the names that they get; they are read, never moved or deleted
   * @throws IOException if it is not known that the job has a result; the images are untouched
   */
  void putResult(String id, String claim, Map<String, Path> images) throws IOException;

  /**
   * Takes away what killed and failed puts of results left: nothing that is part of a result,
   * nothing of a live claim, and nothing younger than an age.
   *
   * @param age longer than any put may take; each store says how long that is
   * @throws IOException if the store fails, or the claims cannot be asked for; what was found until
   *     then is gone
   */
  void sweep(Duration age, Claims claims) throws IOException;

  /** Closes what the store opened. */
  @Override
  default void close() {}

  /** What the database knows of claims on jobs. */
  @FunctionalInterface
  interface Claims {
    /**
     * Whether somebody may be putting a result under a claim. Once false, it stays so.
     *
     * @throws IOException if the database fails
     */
    boolean isLive(String id, String claim) throws IOException;
  }

  /**
   * An id as it was given.
   *
   * @throws IllegalArgumentException if it is no UUID in its only form
   */
  static String checkedId(String id) {
    checkArgument(UUID.fromString(id).toString().equals(id), "an id is a UUID in lower case");
    return id;
  }

  /**
   * The name of an image as it was given.
   *
   * @throws IllegalArgumentException if it could name anything but a file in a folder
   */
  static String checkedName(String name) {
    boolean isFile = name.matches("[A-Za-z0-9][A-Za-z0-9.-]*");
    checkArgument(isFile, "the name of an image has letters, digits and dots");
    return name;
  }
}
