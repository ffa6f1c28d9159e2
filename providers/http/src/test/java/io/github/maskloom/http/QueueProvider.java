package io.github.maskloom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.FormBody;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.prepare.DataUrl;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A provider of a service of no vendor, which may queue, and has its images in base64. */
public final class QueueProvider extends HttpProvider {
  private static final Preset PRESET =
      new Preset("mine", "", URI.create("http://127.0.0.1:9/v1"), "pencil", ModelTable.of());
  private static final ServiceProfile PROFILE =
      new ServiceProfile("mine", ErrorTable.OF_CODES, AnswerRules.JSON);
  private static final JobRules JOBS =
      JobRules.builder("/out/id", "/out/state")
          .pollAt("jobs/{id}")
          .done("done")
          .failed(Kind.SERVICE, Delivery.ACCEPTED, "failed")
          .at(Place.IMAGE, "/out/images/*")
          .build();

  private final ServiceProfile profile;
  private final Function<ProviderRequest, ImageRequest> requests;

  /** One that queues. */
  public QueueProvider() {
    this(true, Optional.empty());
  }

  QueueProvider(boolean queues, Optional<Duration> keysLive) {
    this(profile(queues, keysLive), QueueProvider::withPhoto);
  }

  QueueProvider(ServiceProfile profile, Function<ProviderRequest, ImageRequest> requests) {
    super(PRESET);
    this.profile = profile;
    this.requests = requests;
  }

  /** One whose requests are forms, and whose service does them once under their keys. */
  static QueueProvider ofForms(Duration keysLive) {
    return new QueueProvider(profile(true, Optional.of(keysLive)), Form::new);
  }

  private record Form(ProviderRequest request, FormBody form) implements ImageRequest {
    Form(ProviderRequest request) {
      this(request, new FormBody("mine").image("image", "room", request.photo()));
    }

    @Override
    public String path() {
      return "jobs";
    }

    @Override
    public String contentType() {
      return form.contentType();
    }

    @Override
    public List<BodyPart> body() throws IOException {
      return form.parts();
    }

    @Override
    public int imagesTaken() {
      return 1;
    }

    @Override
    public Optional<String> model() {
      return Optional.of("pencil");
    }

    @Override
    public List<String> secrets() {
      return List.of(request.prompt());
    }
  }

  private static ServiceProfile profile(boolean queues, Optional<Duration> keysLive) {
    ServiceProfile profile = keysLive.map(PROFILE::withReplayedKeys).orElse(PROFILE);
    return queues ? profile.withJobs(JOBS) : profile;
  }

  private static ImageRequest withPhoto(ProviderRequest request) {
    return PlainRequest.of(
        () ->
            List.of(
                BodyPart.of("{\"image\":\"".getBytes(UTF_8)),
                BodyPart.of(DataUrl.of(request.photo().source())),
                BodyPart.of("\"}".getBytes(UTF_8))));
  }

  static HttpConfig config() {
    return HttpConfig.of(PRESET);
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    return profile;
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions options) {
    return ProviderCapabilities.DEFAULT
        .withMask(MaskTransport.SEPARATE_IMAGE)
        .withJobs(profile.jobs().isPresent());
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return requests.apply(request);
  }

  @Override
  protected ServiceAccess resumed(HttpConfig config, ProviderJob.Asked asked) {
    return PlainRequest.job();
  }
}
