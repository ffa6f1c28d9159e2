package io.github.maskloom.fusion;

import io.github.maskloom.MaskStatistics;
import java.util.List;
import java.util.Optional;

/**
 * The images of a call, on disk. There is at least one, as a call that made none fails.
 *
 * <p>Clients make it. Others implement it for tests only: methods may be added.
 *
 * <p><b>Ownership:</b> closing it deletes them, if any of them was <b>taken</b>: written with
 * success by {@link FusedImage#writeTo(java.nio.file.Path)}, read to its end through {@link
 * FusedImage#source}, or asked for by {@link FusedImage#file}. Otherwise they stay for seven days,
 * as they are paid for, and so do those of a result that nobody closes. {@link #discard} says that
 * nobody wants them. <b>Threads:</b> safe.
 */
public interface FusionResult extends AutoCloseable {
  /**
   * {@return every image in the provider's order, those that failed alone or are {@linkplain
   * FusedImage#unfinished unfinished} too} At least one is there. A model may make fewer than it
   * was asked for; for more, see {@link #surplus}.
   */
  List<FusedImage> images();

  /** {@return the first image that is there, of lowest index} */
  default FusedImage image() {
    return images().stream().filter(FusedImage::isPresent).findFirst().orElseThrow();
  }

  /** {@return the record of the call} */
  FusionRecord record();

  /**
   * {@return what was painted, if that was counted on the way: where the mask was painted into the
   * photo, or an image was restored} Empty if there was no mask. Also empty if the mask traveled as
   * an image of its own, or not at all, and nothing was restored.
   */
  Optional<MaskStatistics> mask();

  /**
   * {@return the images that the provider made beyond those that were asked for; {@link
   * SurplusImages#count} is 0 if there are none}
   */
  SurplusImages surplus();

  /**
   * {@return the ticket of the call's job, or empty if the service queued none} {@link
   * FusionClient#resume} fetches the images again with it. Its store keeps it while the result is
   * open, and longer if no image was taken, or some are missing, unfinished or could not be
   * written.
   */
  default Optional<JobTicket> ticket() {
    return Optional.empty();
  }

  /** {@return why the call broke off after some images had come, or empty if it did not} */
  Optional<FusionException> cutShort();

  /**
   * {@return this result as one of a fallback, whose {@link #primaryFailure} is known} A client
   * with a fallback asks for it. Unless overridden, it is this result as it is.
   *
   * @param failure why the first provider failed
   */
  default FusionResult standingInFor(FusionException failure) {
    return this;
  }

  /** {@return why the first provider failed, or empty unless this comes from a fallback} */
  Optional<FusionException> primaryFailure();

  /**
   * Deletes the images if one was taken, and {@linkplain #keep keeps} everything otherwise. Of
   * those that it deletes, one that does not decode stays for seven days instead, and so does one
   * that {@link FusedImage#writeTo(java.nio.file.Path)} failed to write. The log says at INFO
   * where. If one is being written meanwhile, it is deleted behind that. Idempotent. What cannot be
   * deleted is logged, and goes with the client's other temporary files.
   */
  @Override
  void close();

  /**
   * Closes the result and keeps everything: the images for seven days, and the {@link #ticket} of a
   * job. The log says at INFO where they are. For who cannot use them now, as after a failure of
   * its own. A result that was closed before stays as it is.
   */
  default void keep() {
    close();
  }

  /**
   * Closes the result and deletes everything, as nobody wants the images: also those that do not
   * decode or could not be written, and the {@link #ticket} of a job. A result that was closed
   * before stays as it is.
   */
  default void discard() {
    close();
  }

  /**
   * Images that a provider made beyond those that were asked for. They were not taken, but may be
   * billed.
   *
   * @param count how many there were
   * @param links where they can be fetched, as far as the provider linked them. A link has at most
   *     8,192 characters, and all have at most 1,048,576. Most are signed: who has the link has the
   *     image.
   */
  record SurplusImages(int count, List<String> links) {
    /** No surplus images. */
    public static final SurplusImages NONE = new SurplusImages(0, List.of());

    /**
     * Copies the links.
     *
     * @param count how many images there were
     * @param links of some of them, or of none; copied
     */
    public SurplusImages {
      links = List.copyOf(links);
    }

    /** Says how many, but not where. */
    @Override
    public String toString() {
      return "SurplusImages[count=" + count + ", links=" + links.size() + "]";
    }
  }
}
