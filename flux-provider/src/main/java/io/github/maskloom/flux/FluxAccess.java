package io.github.maskloom.flux;

import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.ServiceAccess;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.JsonValues;
import io.github.maskloom.http.wire.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the service is asked with, for an image or for a job. */
class FluxAccess implements ServiceAccess {
  private final String prompt;
  private final String key;
  final FluxOptions options;
  final String modelId;

  FluxAccess(HttpConfig config, String key, String prompt, RequestOptions asked) {
    this.prompt = prompt;
    this.key = key;
    options = of(asked);
    modelId = options.model().orElse(config.model());
  }

  static FluxOptions of(RequestOptions asked) {
    return asked.get(FluxOptions.class).orElse(FluxOptions.NONE);
  }

  @Override
  public final Optional<String> model() {
    return Optional.of(modelId);
  }

  @Override
  public final int imagesTaken() {
    return 1;
  }

  @Override
  public final Map<String, String> headers(String requestId) {
    return Map.of("x-key", key, "X-Client-Request-Id", requestId, "Accept", "application/json");
  }

  @Override
  public final SafeText safeText() {
    List<String> words = JsonValues.texts(options.fields());
    return new SafeText(List.of(key, prompt), words, List.of(modelId));
  }
}
