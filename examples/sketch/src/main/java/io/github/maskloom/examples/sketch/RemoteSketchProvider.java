package io.github.maskloom.examples.sketch;

import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpProvider;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Has a service over HTTP draw sketches. Copy it to connect a service of your own: with {@code
 * provider-http} below, this is all that has to be written. The service is made up. It takes JSON
 * at {@code draw} below its address, and answers with the images in base64 or with links.
 *
 * <p>What stands below does the rest: nothing that may have arrived is sent twice, images go from
 * disk to disk, answers are bounded, calls can be cancelled, and no message holds key or prompt.
 */
public class RemoteSketchProvider extends HttpProvider {
  private static final Preset PRESET = presetOf("sketch-service");

  /** Capabilities, as the service documents them. */
  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.DEFAULT
          .withMask(MaskTransport.SEPARATE_IMAGE)
          .withMask(MaskConvention.WHITE_EDITS)
          .withReferences(0, 0)
          .withMaxImages(4)
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

  /** The provider; nothing is opened before it is asked to work. */
  public RemoteSketchProvider() {
    this(PRESET);
  }

  /** One of another id. */
  RemoteSketchProvider(Preset preset) {
    super(preset);
  }

  static Preset presetOf(String id) {
    URI address = URI.create("https://sketch.example/v1");
    return new Preset(id, "SKETCH_API_KEY", address, "pencil", ModelTable.of());
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
    return new ServiceProfile(id(), REFUSALS, AnswerRules.JSON);
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new Drawing(request, config, "draw");
  }

  /** One request in the service's terms. */
  record Drawing(ProviderRequest request, HttpConfig config, String path) implements ImageRequest {
    @Override
    public Optional<String> model() {
      return Optional.of(config.model());
    }

    @Override
    public int imagesTaken() {
      return request.count();
    }

    @Override
    public List<BodyPart> body() throws IOException {
      JsonBody body = new JsonBody(config.providerId()).ascii("{\"photo\":").image(request.photo());
      if (request.mask().isPresent()) {
        ProviderInput mask = request.mask().get();
        body.ascii(",\"mask\":").image(mask);
      }
      body.ascii(",\"words\":").value(request.prompt());
      return body.ascii(",\"count\":").value(request.count()).ascii("}").parts();
    }

    @Override
    public List<String> secrets() {
      return List.of(request.prompt());
    }
  }
}
