package io.github.maskloom.http;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.prepare.UploadLimits;

/**
 * Refuses, before anything is sent, what a service would refuse.
 *
 * @param provider id
 */
public record RequestRules(String provider) {
  /**
   * Refuses a request that breaks a rule.
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
   * Refuses an image of a type, of more bytes or with a side that the service does not take.
   *
   * @param what such as {@code the photo}
   * @param image whose type, bytes and sides are looked at; it is not opened
   * @param limits of each image
   * @throws FusionRequestException that says what it is and what is allowed
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
