package io.github.maskloom.http;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.prepare.UploadLimits;

/**
 * Refuses, before anything is sent, what a service would refuse.
 *
 * @param provider id that failures name
 */
public record RequestRules(String provider) {
  /**
   * Throws if a request breaks a rule.
   *
   * @param broken whether the request breaks the rule
   * @param rule what is wrong and what is allowed, without any of the caller's words
   * @throws FusionRequestException that says the rule, if it is broken
   */
  public void refuse(boolean broken, String rule) {
    if (broken) {
      throw new FusionRequestException(rule, FusionException.Failure.notSent(provider));
    }
  }

  /**
   * Throws if an image has a media type, a number of bytes or a side that the service does not
   * take. The limits' {@code maxPixels} and {@code maxAspectRatio} are not checked.
   *
   * @param what names the image in the message, such as {@code the photo}
   * @param image whose type, bytes and sides are looked at; it is not opened
   * @param limits of each image
   * @throws FusionRequestException if the media type is not among the limits' ones
   * @throws FusionRequestException if the image has too many bytes
   * @throws FusionRequestException if its longer side is too long, or its shorter side too short
   */
  public void refuse(String what, Image image, UploadLimits limits) {
    refuse(
        !limits.mediaTypes().contains(image.mediaType()),
        what + " is " + image.mediaType() + ", but only " + limits.mediaTypes());
    refuse(
        image.bytes() > limits.maxBytes(),
        what + " has " + image.bytes() + " bytes, at most " + limits.maxBytes());
    int longer = Math.max(image.width(), image.height());
    int shorter = Math.min(image.width(), image.height());
    refuse(
        longer > limits.maxSide() || shorter < limits.minSide(),
        "%s is %dx%d, but sides are %d to %d"
            .formatted(what, image.width(), image.height(), limits.minSide(), limits.maxSide()));
  }
}
