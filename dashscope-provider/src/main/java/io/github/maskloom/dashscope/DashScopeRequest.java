package io.github.maskloom.dashscope;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderCapabilities.RequestOutline;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request in the service's terms: a photo, a mask of its size, and words. */
final class DashScopeRequest extends DashScopeAccess implements ImageRequest {
  private final DashScopeConfig config;
  private final ProviderRequest request;

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  DashScopeRequest(DashScopeConfig config, ProviderRequest request) {
    super(config, request.prompt(), request.count(), request.options());
    this.config = config;
    this.request = request;
    boolean linked = request.references().stream().anyMatch(ProviderInput.Link.class::isInstance);
    DashScopeProvider.capabilities(config, request.options())
        .check(
            DashScopeProvider.ID,
            new RequestOutline(
                request.mask().isPresent(),
                request.references().size(),
                linked,
                !request.prompt().isBlank(),
                request.size(),
                request.count()));
    if (config.checks()) {
      config.models().find(modelId).ifPresent(this::check);
    }
  }

  private void check(DashScopeModel model) {
    refuse(request.mask().isEmpty(), "there is no mask, but the model edits what is masked");
    Image mask = request.mask().orElseThrow();
    Image photo = request.photo();
    refuse(
        mask.width() != photo.width() || mask.height() != photo.height(),
        "the mask does not have the photo's size");
    checkImage("the photo", photo, model.inputLimits());
    checkImage("the mask", mask, DashScopeProvider.maskLimits(model));
    int chars = request.prompt().codePointCount(0, request.prompt().length());
    refuse(
        chars > model.maxPromptChars(),
        "the prompt has " + chars + " characters, and only " + model.maxPromptChars() + " count");
  }

  private static void checkImage(String what, Image image, UploadLimits limits) {
    refuse(
        !limits.mediaTypes().contains(image.mediaType()),
        what + " is " + image.mediaType() + ", but only " + limits.mediaTypes());
    refuse(
        image.bytes() > limits.maxBytes(),
        what + " has " + image.bytes() + " bytes, at most " + limits.maxBytes());
    int side = Math.max(image.width(), image.height());
    refuse(
        side > limits.maxSide() || Math.min(image.width(), image.height()) < limits.minSide(),
        what
            + " is "
            + image.width()
            + "x"
            + image.height()
            + ", but sides are "
            + limits.minSide()
            + " to "
            + limits.maxSide());
  }

  private static void refuse(boolean broken, String rule) {
    if (broken) {
      throw new FusionRequestException(rule, FusionException.Failure.notSent(DashScopeProvider.ID));
    }
  }

  @Override
  public Optional<Retirement> retirement() {
    return config.models().retirement(modelId);
  }

  @Override
  public int imagesAtMost() {
    return request.count();
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public Map<String, String> ownHeaders() {
    return Map.of("X-DashScope-Async", "enable");
  }

  @Override
  public List<BodyPart> body() throws IOException {
    DashScopeModel model = config.models().find(modelId).orElseGet(DashScopeModels::any);
    JsonBody body = new JsonBody(DashScopeProvider.ID).ascii("{\"model\":").value(modelId);
    body.ascii(",\"input\":{\"function\":").value(model.function());
    body.ascii(",\"prompt\":").value(request.prompt());
    body.ascii(",\"base_image_url\":").image(request.photo());
    if (request.mask().isPresent()) {
      body.ascii(",\"mask_image_url\":").image(request.mask().get());
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(DashScopeOptions.COUNT, request.count());
    parameters.putAll(options.parameters());
    return body.ascii("},\"parameters\":").value(parameters).ascii("}").parts();
  }
}
