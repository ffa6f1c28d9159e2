package io.github.maskloom.examples.sketch;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpProvider;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ServiceAccess;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has a service draw sketches that queues. Copy it to connect one of your own: it is the twin of
 * {@link RemoteSketchProvider}, and this is all that has to be written. The service is made up. It
 * takes JSON at {@code jobs} below its address, and answers with the id of a job. It is asked at
 * {@code jobs/{id}} until the sketch is done, and can be told to drop it.
 *
 * <p>What stands below does the rest: the job is kept on disk before it is asked for, is never sent
 * twice, and is taken up again after a crash.
 */
public final class QueuedSketchProvider extends HttpProvider {
  private static final String ID = "sketch-queue";
  private static final URI ADDRESS = URI.create("https://sketch.example/v1");
  private static final Preset PRESET =
      new Preset(ID, "SKETCH_API_KEY", ADDRESS, "pencil", ModelTable.of());

  /** Capabilities, as the service documents them. */
  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.DEFAULT
          .withMask(MaskTransport.SEPARATE_IMAGE)
          .withMask(MaskConvention.WHITE_EDITS)
          .withReferences(0, 0)
          .withJobs(true)
          .withPromptNeeded(true)
          .withInputLimits(
              UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg").withMaxSide(2048));

  /**
   * The codes with which the service documents that it drew nothing, each at its status. Whatever
   * else is answered, a gateway may have said, and nothing is sent again.
   */
  private static final ErrorTable REFUSALS =
      ErrorTable.OF_CODES
          .documentedRefusal(503, Kind.THROTTLED, RetryAdvice.SAFE, "pencils_out")
          .documentedRefusal(400, Kind.CONTENT, RetryAdvice.NEVER, "improper");

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
    return CAPABILITIES;
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    return new ServiceProfile(ID, () -> REFUSALS, AnswerRules.JSON).withJobs(JOBS);
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new Drawing(request, config.model());
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

  /** One request in the service's terms. */
  private record Drawing(ProviderRequest request, String modelId) implements ImageRequest {
    @Override
    public Optional<String> model() {
      return Optional.of(modelId);
    }

    @Override
    public int imagesTaken() {
      return request.count();
    }

    @Override
    public String path() {
      return "jobs";
    }

    @Override
    public List<String> secrets() {
      return List.of(request.prompt());
    }

    @Override
    public List<BodyPart> body() throws IOException {
      JsonBody body = new JsonBody(ID).ascii("{\"photo\":").image(request.photo());
      if (request.mask().isPresent()) {
        ProviderInput mask = request.mask().get();
        body.ascii(",\"mask\":").image(mask);
      }
      return body.ascii(",\"words\":").value(request.prompt()).ascii("}").parts();
    }
  }
}
