package io.github.maskloom.dashscope;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelAccess;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request in the service's terms: a photo, a mask of its size, and words. */
final class DashScopeRequest extends ModelAccess<DashScopeOptions> implements ImageRequest {
  private static final String FUNCTION = "function";

  private final ProviderRequest request;

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  DashScopeRequest(HttpConfig config, ProviderRequest request) {
    super(config, request, DashScopeOptions.NONE);
    this.request = request;
    Map<String, Object> asked = new LinkedHashMap<>(options().fields());
    asked.put("prompt", request.prompt());
    checkedBy().ifPresent(model -> check(model, request, asked));
    refuse(
        checkedBy().isPresent() && request.mask().isEmpty(),
        "there is no mask, but the model edits what is masked");
  }

  @Override
  public String path() {
    return "services/aigc/image2image/image-synthesis";
  }

  @Override
  public Map<String, String> ownHeaders() {
    return Map.of("X-DashScope-Async", "enable");
  }

  @Override
  public List<BodyPart> body() throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(DashScopeOptions.COUNT, request.count());
    parameters.putAll(options().fields());
    Object function = parameters.remove(FUNCTION);
    JsonBody body = new JsonBody(DashScopeProvider.ID).ascii("{\"model\":").value(modelId());
    body.ascii(",\"input\":{\"function\":")
        .value(function == null ? "description_edit_with_mask" : function);
    body.ascii(",\"prompt\":").value(request.prompt());
    body.ascii(",\"base_image_url\":").image(request.photo());
    if (request.mask().isPresent()) {
      body.ascii(",\"mask_image_url\":").image(request.mask().get());
    }
    return body.ascii("},\"parameters\":").value(parameters).ascii("}").parts();
  }
}
