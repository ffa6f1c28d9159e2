package io.github.maskloom.http;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Map;

/**
 * Refuses, before anything is sent, what a service would refuse.
 *
 * @param provider id that failures name
 */
record RequestRules(String provider) {
  /**
   * Throws if a request breaks a rule.
   *
   * @param broken whether the request breaks the rule
   * @param rule what is wrong and what is allowed, without any of the caller's words
   * @throws FusionRequestException that says the rule, if it is broken
   */
  void refuse(boolean broken, String rule) {
    if (broken) {
      throw new FusionRequestException(rule, FusionException.Failure.notSent(provider));
    }
  }

  /**
   * Throws if a known model does not take a request: its images and their number, or its fields. A
   * mask that is an image of its own must have the photo's size.
   *
   * @param model what is taken
   * @param request whose images are looked at; none is opened
   * @param asked the fields as they are sent
   * @throws FusionRequestException that says what is not taken, and what would be
   */
  void check(Model model, ProviderRequest request, Map<String, Object> asked) {
    Model.Images images = model.in(asked).images();
    int in = request.references().size() + 1;
    refuse(
        in > images.in(),
        "image: %d images go in, the photo among them; at most %d (%s)"
            .formatted(in, images.in(), model.family()));
    model.refusal(asked).ifPresent(why -> refuse(true, why));
    check("the photo", request.photo(), images.limits());
    for (int i = 0; i < request.references().size(); i++) {
      if (request.references().get(i) instanceof Image image) {
        check("reference " + (i + 1), image, images.limits());
      }
    }
    request.mask().ifPresent(mask -> check(mask, request.photo(), images.mask()));
  }

  private void check(Image mask, Image photo, UploadLimits limits) {
    check("the mask", mask, limits);
    refuse(
        mask.width() != photo.width() || mask.height() != photo.height(),
        "the mask does not have the photo's size");
  }

  private void check(String what, Image image, UploadLimits limits) {
    refuse(
        !limits.mediaTypes().contains(image.mediaType()),
        what + " is " + image.mediaType() + ", but only " + limits.mediaTypes());
    refuse(
        image.bytes() > limits.maxBytes(),
        what + " has " + image.bytes() + " bytes, at most " + limits.maxBytes());
    long pixels = (long) image.width() * image.height();
    refuse(
        pixels > limits.maxPixels(),
        what + " has " + pixels + " pixels, at most " + limits.maxPixels());
    int longer = Math.max(image.width(), image.height());
    int shorter = Math.min(image.width(), image.height());
    String size = what + " is " + image.width() + "x" + image.height();
    refuse(
        longer > limits.maxSide() || shorter < limits.minSide(),
        size + ", but sides are " + limits.minSide() + " to " + limits.maxSide());
    refuse(
        longer > limits.maxAspectRatio() * shorter,
        size + ", but the sides' ratio at most " + limits.maxAspectRatio());
  }
}
