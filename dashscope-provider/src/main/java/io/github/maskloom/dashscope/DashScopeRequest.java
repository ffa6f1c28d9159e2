package io.github.maskloom.dashscope;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request in the service's terms: a photo, a mask of its size, and words. */
final class DashScopeRequest extends DashScopeAccess implements ImageRequest {
  private static final RequestRules RULES = new RequestRules(DashScopeProvider.ID);

  private final HttpConfig config;
  private final ProviderRequest request;

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  DashScopeRequest(HttpConfig config, String key, ProviderRequest request) {
    super(config, key, request.prompt(), request.count(), request.options());
    this.config = config;
    this.request = request;
    DashScopeProvider.capabilities(config, request.options()).check(DashScopeProvider.ID, request);
    config.<DashScopeModel>checkedBy(modelId).ifPresent(this::check);
  }

  private void check(DashScopeModel model) {
    RULES.refuse(request.mask().isEmpty(), "there is no mask, but the model edits what is masked");
    Image mask = request.mask().orElseThrow();
    Image photo = request.photo();
    RULES.refuse(
        mask.width() != photo.width() || mask.height() != photo.height(),
        "the mask does not have the photo's size");
    RULES.refuse("the photo", photo, model.inputLimits());
    RULES.refuse("the mask", mask, DashScopeProvider.maskLimits(model));
    int chars = request.prompt().codePointCount(0, request.prompt().length());
    RULES.refuse(
        chars > model.maxPromptChars(),
        "the prompt has " + chars + " characters, and only " + model.maxPromptChars() + " count");
  }

  @Override
  public Optional<Retirement> retirement() {
    return config.models().retirement(modelId);
  }

  @Override
  public Map<String, String> ownHeaders() {
    return Map.of("X-DashScope-Async", "enable");
  }

  @Override
  public List<BodyPart> body() throws IOException {
    DashScopeModel model =
        config.<DashScopeModel>models().find(modelId).orElseGet(DashScopeModels::any);
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
