package io.github.maskloom.http;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.ServiceProfile;

/**
 * A provider whose service is asked over HTTP. A subclass says what the service is: how it speaks,
 * what its models can do, and what a request is in its terms.
 */
public abstract class HttpProvider implements FusionProvider {
  private final Preset preset;

  /**
   * Makes a provider. Nothing is opened or sent yet.
   *
   * @param preset its id, and the defaults of its configuration
   */
  protected HttpProvider(Preset preset) {
    this.preset = preset;
  }

  /**
   * Says how the service speaks.
   *
   * @param config that a session is opened with
   * @return headers, errors, answers and jobs
   * @throws IllegalArgumentException if the service cannot be reached so
   */
  protected abstract ServiceProfile profile(HttpConfig config);

  /**
   * Says what the model of a request can do, as far as it is known and is to be checked.
   *
   * @param config of the session
   * @param options of the request
   * @return what the model that the options, or else the configuration, name can do
   */
  protected abstract ProviderCapabilities capabilities(HttpConfig config, RequestOptions options);

  /**
   * Makes a request in the service's terms. The capabilities allow it.
   *
   * @param config of the session
   * @param request to be sent
   * @return what is sent, once or several times
   * @throws io.github.maskloom.fusion.FusionRequestException if the request has what cannot be
   *     sent, or, of a known model, what the service would refuse
   */
  protected abstract ImageRequest request(HttpConfig config, ProviderRequest request);

  /**
   * Says what a job that another call has made is asked for with. Never called unless the profile
   * has rules of jobs.
   *
   * @param config of the session
   * @param asked what that call had asked for
   * @return the model, and what stays private
   */
  protected ServiceAccess resumed(HttpConfig config, ProviderJob.Asked asked) {
    throw new UnsupportedOperationException();
  }

  /**
   * Says what a configuration begins with under one of the provider's names.
   *
   * @param name the id, or one of the {@link #aliases}
   * @return the preset that the provider was made with, unless overridden
   */
  protected Preset preset(String name) {
    return preset;
  }

  /**
   * {@return how the service is reached under a name, with every setting at its default}
   *
   * @param name the id, or one of the {@link #aliases}
   */
  public final HttpConfig configOf(String name) {
    return HttpConfig.of(preset(name));
  }

  @Override
  public final String id() {
    return preset.provider();
  }

  /** {@return what the default model can do} */
  @Override
  public final ProviderCapabilities capabilities() {
    return capabilities(HttpConfig.of(preset), RequestOptions.NONE);
  }

  /**
   * Opens a session with the service. No connection is opened yet.
   *
   * @param config an {@link HttpConfig} of this provider, or {@link ProviderConfig.Defaults} for
   *     one with every setting at its default, as its name has them
   * @return a session, which the caller closes
   * @throws IllegalArgumentException if the configuration is of another type or provider, or the
   *     service cannot be reached with it
   * @throws io.github.maskloom.fusion.FusionAccessException if no key was set, and the environment
   *     variable is missing or holds no possible key
   */
  @Override
  public final ProviderSession open(ProviderConfig config) {
    return new HttpService(this, HttpConfig.of(preset(config.providerId()), config));
  }
}
