package io.github.maskloom.fusion;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.errors.FusionException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The images of a call, on disk: one at least, for a call that made none fails.
 *
 * <p><b>Ownership:</b> closing it deletes them; write elsewhere what should stay. The files of a
 * result that nobody closes stay until the process ends. <b>Threads:</b> safe.
 */
public final class FusionResult implements AutoCloseable {
  private final List<FusedImage> images;
  private final FusionRecord record;
  private final Optional<MaskStatistics> mask;
  private final SurplusImages surplus;
  private final Optional<FusionException> cutShort;
  private final Optional<FusionException> primaryFailure;
  private final CallFolder folder;

  FusionResult(
      List<FusedImage> images,
      FusionRecord record,
      Optional<MaskStatistics> mask,
      SurplusImages surplus,
      Optional<FusionException> cutShort,
      CallFolder folder) {
    this(images, record, mask, surplus, cutShort, Optional.empty(), folder);
  }

  private FusionResult(
      List<FusedImage> images,
      FusionRecord record,
      Optional<MaskStatistics> mask,
      SurplusImages surplus,
      Optional<FusionException> cutShort,
      Optional<FusionException> primaryFailure,
      CallFolder folder) {
    this.images = List.copyOf(images);
    this.record = record;
    this.mask = mask;
    this.surplus = surplus;
    this.cutShort = cutShort;
    this.primaryFailure = primaryFailure;
    this.folder = folder;
  }

  /** This result, which stands in for that of a provider that failed. */
  FusionResult after(FusionException failure) {
    return new FusionResult(images, record, mask, surplus, cutShort, Optional.of(failure), folder);
  }

  /**
   * Every image in the provider's order, those that failed alone or are {@linkplain
   * FusedImage#unfinished unfinished} too; at least one is there. A model may make fewer than it
   * was asked for; for more, see {@link #surplus}.
   */
  public List<FusedImage> images() {
    return images;
  }

  /** The first image that is there. */
  public FusedImage image() {
    return images.stream().filter(FusedImage::isPresent).findFirst().orElseThrow();
  }

  /** What is worth keeping of the call. */
  public FusionRecord record() {
    return record;
  }

  /**
   * What was painted, if that was counted on the way: where the mask was painted into the scene, or
   * an image was restored. Empty if there was no mask, and if it travelled as an image of its own
   * or not at all and nothing was restored.
   */
  public Optional<MaskStatistics> mask() {
    return mask;
  }

  /** The images that the provider made beyond those that were asked for. */
  public SurplusImages surplus() {
    return surplus;
  }

  /** Why images are missing, if the call broke off after some had come. */
  public Optional<FusionException> cutShort() {
    return cutShort;
  }

  /** Why another provider was asked, if this comes from a fallback. */
  public Optional<FusionException> primaryFailure() {
    return primaryFailure;
  }

  /**
   * Deletes the images; idempotent.
   *
   * @throws IOException if a file cannot be deleted; another attempt is made when the process ends
   */
  @Override
  public void close() throws IOException {
    folder.close();
  }
}
