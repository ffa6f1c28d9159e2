package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpService;
import io.github.maskloom.http.model.ListedModel;
import io.github.maskloom.http.settings.ApiKeys;
import io.github.maskloom.http.wire.SafeText;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A service that takes image edits, ready to work. */
final class OpenAiSession implements ProviderSession {
  private static final String PATH = "images/edits";

  private final OpenAiConfig config;
  private final HttpService service;

  /** Makes it ready to work. Opens no connection yet. */
  OpenAiSession(OpenAiConfig config) {
    this.config = config;
    config
        .apiKey()
        .filter(ApiKeys.EnvironmentKey.class::isInstance)
        .ifPresent(OpenAiConfig.KEYS::ask);
    service = new HttpService(profile(config.dialect()), config.baseUrl(), PATH, config.http());
  }

  /** How the servers of a dialect speak. */
  private static ServiceProfile profile(OpenAiDialect dialect) {
    return new ServiceProfile(
        OpenAiProvider.ID,
        "HttpSettings",
        new OpenAiErrorRules(dialect),
        new OpenAiAnswerRules(dialect));
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return OpenAiCapabilities.of(config, options);
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    return service.fuse(call, () -> checked(request));
  }

  private EditRequest checked(ProviderRequest request) {
    Edit edit = Edit.of(config, request);
    EditChecks.check(config, edit);
    return new EditRequest(config, edit, key());
  }

  /** Empty if none is sent. */
  private String key() {
    Optional<Supplier<String>> keys = config.apiKey();
    return keys.map(OpenAiConfig.KEYS::ask).orElse("");
  }

  /** See {@link OpenAiProvider#models}. */
  List<ListedModel> models() {
    String key = key();
    return service.models(id -> EditRequest.identity(config, key, id), new SafeText(List.of(key)));
  }

  @Override
  public void close() {
    service.close();
  }
}
