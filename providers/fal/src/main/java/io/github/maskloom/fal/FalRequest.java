package io.github.maskloom.fal;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelAccess;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request in a model's terms: images, words, and what else its fields say. */
final class FalRequest extends ModelAccess<FalOptions> implements ImageRequest {
  private final HttpConfig config;

  /** The images by the names of their fields, in order. */
  private final Map<String, List<ProviderInput>> images = new LinkedHashMap<>();

  /** What the body has, in order. */
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  FalRequest(HttpConfig config, ProviderRequest request) {
    super(config, request, FalOptions.NONE);
    this.config = config;
    Map<String, Object> asked = new LinkedHashMap<>(options().fields());
    asked.put("prompt", request.prompt());
    checkedBy().ifPresent(model -> check(model, request, asked));
    refuse(
        checkedBy().isPresent() && request.mask().isEmpty(),
        "there is no mask, but the model edits what is masked");
    FalForm form = FalForm.of(config, options());
    add(form.photo(), request.photo());
    request.mask().ifPresent(mask -> add(form.mask(), mask));
    request.references().forEach(each -> add(form.references(), each));
    images.forEach(
        (name, some) ->
            add(name.replace(FalForm.LIST, ""), name.endsWith(FalForm.LIST) ? some : some.get(0)));
    if (form.prompt().isEmpty()) {
      refuse(!request.prompt().isEmpty(), "there is a prompt, but the model takes no words");
    } else {
      add(form.prompt(), request.prompt());
    }
    if (request.count() > 1) {
      add(FalOptions.COUNT, request.count());
    }
    options().fields().forEach(this::add);
  }

  private void add(String name, ProviderInput image) {
    List<ProviderInput> there = images.computeIfAbsent(name, any -> new ArrayList<>());
    there.add(image);
    refuse(
        name.isEmpty() || (there.size() > 1 && !name.endsWith(FalForm.LIST)),
        "two images have one field that is no list, or an image has none");
  }

  private void add(String name, Object value) {
    if (!FalOptions.UNSENT.contains(name)) {
      refuse(fields.put(name, value) != null, "a field is the request's own, and set too");
    }
  }

  @Override
  public String path() {
    return modelId();
  }

  @Override
  public Map<String, String> ownHeaders() {
    String expires = "{\"expiration_duration_seconds\":" + FalProvider.imageSeconds(config) + "}";
    String stored = FalProvider.isStored(config) ? "1" : "0";
    return Map.of(
        "X-Fal-No-Retry", "1",
        "X-Fal-Store-IO", stored,
        "X-Fal-Object-Lifecycle-Preference", expires);
  }

  @Override
  public List<BodyPart> body() throws IOException {
    return new JsonBody(FalProvider.ID).object(fields).parts();
  }
}
