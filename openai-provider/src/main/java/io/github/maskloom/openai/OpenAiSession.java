package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpService;
import io.github.maskloom.http.settings.ApiKeys;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that takes image edits, ready to work. */
final class OpenAiSession implements ProviderSession {
  /** How OpenAI speaks. */
  static final ServiceProfile PROFILE =
      new ServiceProfile(
          OpenAiProvider.ID, "HttpSettings", new OpenAiErrorRules(), new OpenAiAnswerRules());

  private static final Logger LOG = LoggerFactory.getLogger(OpenAiSession.class);
  private static final String PATH = "images/edits";

  private final OpenAiConfig config;
  private final HttpService service;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /** Makes it ready to work; opens no connection yet. */
  OpenAiSession(OpenAiConfig config) {
    this.config = config;
    config
        .apiKey()
        .filter(ApiKeys.EnvironmentKey.class::isInstance)
        .ifPresent(OpenAiConfig.KEYS::ask);
    service = new HttpService(PROFILE, config.baseUrl(), PATH, config.http());
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
    edit.model().ifPresent(this::warnOfRetired);
    Optional<Supplier<String>> keys = config.apiKey();
    return new EditRequest(config, edit, keys.map(OpenAiConfig.KEYS::ask).orElse(""));
  }

  /** Once a session and family: it is sent all the same. */
  private void warnOfRetired(OpenAiModel model) {
    if (model.retired().isPresent() && warned.add(model.family())) {
      LOG.warn("{} is reported retired since {}", model.family(), model.retired().get());
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
