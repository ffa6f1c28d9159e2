package io.github.maskloom.examples.sketch;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ServiceAccess;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import io.github.maskloom.http.wire.ServiceProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has the service of a {@link RemoteSketchProvider} draw, which queues here. Copy it with that one
 * to connect one of your own: this is all that a queue needs beside it. The service answers at
 * {@code jobs} below its address with the id of a job. It is asked at {@code jobs/{id}} until the
 * sketch is done, and can be told to drop it.
 *
 * <p>What stands below does the rest: the job is kept on disk before it is asked for, is never sent
 * twice, and is taken up again after a crash.
 */
public final class QueuedSketchProvider extends RemoteSketchProvider {
  private static final Preset PRESET = presetOf("sketch-queue");

  /**
   * What the service says of a job, and what its states mean. Only what it documents to cost
   * nothing is rejected.
   */
  private static final JobRules JOBS =
      JobRules.builder("/id", "/state")
          .pollAt("jobs/{id}")
          .done("drawn")
          .failed(Kind.CONTENT, Delivery.REJECTED, "improper")
          .failed(Kind.CONTENT, Delivery.ACCEPTED, "withheld")
          .failed(Kind.SERVICE, Delivery.ACCEPTED, "broken")
          .cancelled("dropped")
          .expired("gone")
          .at(Place.CODE, "/reason/code")
          .at(Place.MESSAGE, "/reason/words")
          .at(Place.LINK, "/sketches/*/url")
          .resultsLive(Duration.ofMinutes(10))
          .cancelBy("DELETE", "jobs/{id}")
          .build();

  /** The provider; nothing is opened before it is asked to work. */
  public QueuedSketchProvider() {
    super(PRESET);
  }

  /** Where the service is, and how to reach it. */
  public static HttpConfig config() {
    return HttpConfig.of(PRESET);
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions options) {
    return super.capabilities(config, options).withMaxImages(1).withJobs(true);
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    return super.profile(config).withJobs(JOBS);
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new Drawing(request, config, "jobs");
  }

  @Override
  protected ServiceAccess resumed(HttpConfig config, ProviderJob.Asked asked) {
    return new Access(config.model(), asked.prompt(), asked.count());
  }

  /** What the service is asked with, for a job that another call has made. */
  private record Access(String modelId, String prompt, int imagesTaken) implements ServiceAccess {
    @Override
    public Optional<String> model() {
      return Optional.of(modelId);
    }

    @Override
    public List<String> secrets() {
      return List.of(prompt);
    }
  }
}
