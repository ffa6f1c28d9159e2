package io.github.maskloom.testing;

import io.github.maskloom.testing.internal.server.TestImages;
import java.net.URI;
import java.util.Optional;

/** How a service that queues writes its answers. */
public interface JobWire {
  /** The image of every job: a PNG, not to be changed. */
  byte[] IMAGE = TestImages.png(7);

  /**
   * Writes that a request became a job.
   *
   * @param id of the job
   * @param service the service's address, for those whose answers hold links to it
   * @return the body, a JSON object that ends with its brace and whose last field is not the id
   */
  String accepted(String id, URI service);

  /**
   * Writes the answer to a poll of a job that waits.
   *
   * @param id of the job
   * @return the body as JSON
   */
  String waiting(String id);

  /**
   * Writes the answer to a poll of a job that is done.
   *
   * @param id of the job
   * @param image where its image can be fetched; of no use to a service that answers with {@link
   *     #IMAGE} in base64
   * @return the body as JSON
   */
  String done(String id, URI image);

  /**
   * Writes the result of a job, for a service that has it at an address of its own.
   *
   * @param image where the image can be fetched
   * @return the body as JSON; empty unless overridden, for a service whose {@link #done} links it
   */
  default Optional<String> result(URI image) {
    return Optional.empty();
  }

  /**
   * Says whether a request asks for a result that is at an address of its own.
   *
   * @param path of a {@code GET}, with its query
   * @return false unless overridden
   */
  default boolean isResult(String path) {
    return false;
  }

  /**
   * Says whether a request cancels a job.
   *
   * @param method of the request, such as {@code DELETE}
   * @param path of the request, with its query
   * @return false unless overridden, for a service whose jobs cannot be cancelled
   */
  default boolean isCancel(String method, String path) {
    return false;
  }

  /**
   * Writes the answer to a poll of a job that was cancelled.
   *
   * @param id of the job
   * @return the body as JSON; empty unless overridden, for a service that has no such state
   */
  default Optional<String> cancelled(String id) {
    return Optional.empty();
  }
}
