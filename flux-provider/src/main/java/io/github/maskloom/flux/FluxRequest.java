package io.github.maskloom.flux;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.RequestRules;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request in the service's terms: a photo, a mask of its size, and words. */
final class FluxRequest extends FluxAccess implements ImageRequest {
  private static final RequestRules RULES = new RequestRules(FluxProvider.ID);

  private final HttpConfig config;
  private final ProviderRequest request;

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  FluxRequest(HttpConfig config, String key, ProviderRequest request) {
    super(config, key, request.prompt(), request.options());
    this.config = config;
    this.request = request;
    FluxProvider.capabilities(config, request.options()).check(FluxProvider.ID, request);
    config.<FluxModel>checkedBy(modelId).ifPresent(this::check);
  }

  private void check(FluxModel model) {
    RULES.refuse(request.mask().isEmpty(), "there is no mask, but the model fills what is masked");
    Image mask = request.mask().orElseThrow();
    RULES.refuse(
        mask.width() != request.photo().width() || mask.height() != request.photo().height(),
        "the mask does not have the photo's size");
    RULES.refuse("the photo", request.photo(), model.inputLimits());
    RULES.refuse("the mask", mask, FluxProvider.maskLimits(model.inputLimits()));
    checkRange(FluxOptions.STEPS, 15, 50);
    checkRange(FluxOptions.GUIDANCE, 1.5, 100);
    checkRange(FluxOptions.SAFETY_TOLERANCE, 0, 6);
    Object format = options.fields().getOrDefault(FluxOptions.OUTPUT_FORMAT, "png");
    RULES.refuse(
        !List.of("png", "jpeg").contains(format),
        FluxOptions.OUTPUT_FORMAT + ": " + format + ", but only png or jpeg");
  }

  private void checkRange(String name, double least, double most) {
    if (options.fields().get(name) instanceof Number number) {
      double value = number.doubleValue();
      RULES.refuse(
          value < least || value > most,
          name + ": " + number + ", but only " + least + " to " + most);
    }
  }

  @Override
  public Optional<Retirement> retirement() {
    return config.models().retirement(modelId);
  }

  @Override
  public Optional<String> path() {
    return Optional.of(modelId);
  }

  @Override
  public List<BodyPart> body() throws IOException {
    JsonBody body = new JsonBody(FluxProvider.ID).ascii("{\"image\":").base64(request.photo());
    if (request.mask().isPresent()) {
      body.ascii(",\"mask\":").base64(request.mask().get());
    }
    body.ascii(",\"prompt\":").value(request.prompt());
    for (Map.Entry<String, Object> field : options.fields().entrySet()) {
      body.ascii(",").value(field.getKey()).ascii(":").value(field.getValue());
    }
    return body.ascii("}").parts();
  }
}
