package io.github.maskloom.flux;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelAccess;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One request in the service's terms: a photo, a mask of its size, and words. */
final class FluxRequest extends ModelAccess<FluxOptions> implements ImageRequest {
  private final ProviderRequest request;

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  FluxRequest(HttpConfig config, ProviderRequest request) {
    super(config, request, FluxOptions.NONE);
    this.request = request;
    checkedBy().ifPresent(model -> check(model, request, options().fields()));
    refuse(
        checkedBy().isPresent() && request.mask().isEmpty(),
        "there is no mask, but the model fills what is masked");
  }

  @Override
  public String path() {
    return modelId();
  }

  @Override
  public List<BodyPart> body() throws IOException {
    JsonBody body = new JsonBody(FluxProvider.ID).ascii("{\"image\":").base64(request.photo());
    if (request.mask().isPresent()) {
      body.ascii(",\"mask\":").base64(request.mask().get());
    }
    body.ascii(",\"prompt\":").value(request.prompt());
    for (Map.Entry<String, Object> field : options().fields().entrySet()) {
      body.ascii(",").value(field.getKey()).ascii(":").value(field.getValue());
    }
    return body.ascii("}").parts();
  }
}
