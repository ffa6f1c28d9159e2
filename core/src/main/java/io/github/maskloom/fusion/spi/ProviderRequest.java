package io.github.maskloom.fusion.spi;

import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import java.util.List;
import java.util.Optional;

/**
 * What is to be made, ready to be sent: every image meets the provider's limits, and nothing goes
 * beyond its {@link ProviderCapabilities}.
 *
 * @param photo the photo, with the paint in it under {@link MaskTransport#PAINTED_INTO_PHOTO}
 * @param mask what is to change, of the photo's size, under {@link MaskTransport#SEPARATE_IMAGE};
 *     its paint under {@link MaskTransport#PAINT_OVERLAY}; otherwise, and if there is no mask,
 *     empty
 * @param references what is to be put there, in the caller's order
 * @param prompt in words; may be empty
 * @param size of the images to make
 * @param count of the images to make, at least 1
 * @param options what only some providers know
 */
public record ProviderRequest(
    ProviderInput.Image photo,
    Optional<ProviderInput.Image> mask,
    List<ProviderInput> references,
    String prompt,
    OutputSize size,
    int count,
    RequestOptions options) {
  /**
   * Copies the references.
   *
   * @param photo the photo
   * @param mask what is to change; empty if it does not travel as an image
   * @param references in the caller's order; copied
   * @param prompt in words; may be empty
   * @param size of the images to make
   * @param count at least 1; not checked
   * @param options what only some providers know
   */
  public ProviderRequest {
    references = List.copyOf(references);
  }

  /**
   * {@return this request for another number of images}
   *
   * @param images at least 1; not checked
   */
  public ProviderRequest withCount(int images) {
    return new ProviderRequest(photo, mask, references, prompt, size, images, options);
  }

  /** Says everything but the prompt's words. */
  @Override
  public String toString() {
    return "ProviderRequest[photo=%dx%d, mask=%s, references=%d, prompt=%d characters, size=%s,"
            .formatted(
                photo.width(),
                photo.height(),
                mask.isPresent(),
                references.size(),
                prompt.length(),
                size)
        + " count=%d, options=%s]".formatted(count, options);
  }
}
