package io.github.maskloom.dashscope;

import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.ServiceAccess;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.JsonValues;
import io.github.maskloom.http.wire.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the service is asked with, for images or for a job. */
class DashScopeAccess implements ServiceAccess {
  /** What is billed. */
  private static final String IMAGE_COUNT = "image_count";

  private final String prompt;
  private final int count;
  private final String key;
  final DashScopeOptions options;
  final String modelId;

  DashScopeAccess(HttpConfig config, String key, String prompt, int count, RequestOptions asked) {
    this.prompt = prompt;
    this.count = count;
    this.key = key;
    options = of(asked);
    modelId = options.model().orElse(config.model());
  }

  static DashScopeOptions of(RequestOptions asked) {
    return asked.get(DashScopeOptions.class).orElse(DashScopeOptions.NONE);
  }

  @Override
  public final Optional<String> model() {
    return Optional.of(modelId);
  }

  @Override
  public final int imagesTaken() {
    return count;
  }

  @Override
  public final Map<String, String> headers(String requestId) {
    return Map.of(
        "Authorization",
        "Bearer " + key,
        "X-Client-Request-Id",
        requestId,
        "Accept",
        "application/json");
  }

  @Override
  public final SafeText safeText() {
    List<String> words = JsonValues.texts(options.parameters());
    return new SafeText(List.of(key, prompt), words, List.of(modelId, IMAGE_COUNT));
  }
}
