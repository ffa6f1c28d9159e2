package io.github.maskloom.http;

import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A service of no vendor: JSON with images in it goes, and JSON or events with images come. */
final class DrawProvider extends HttpProvider {
  static final String ID = "draw";
  static final String MODEL = "pencil-1";

  private static final ErrorTable DOCUMENTED =
      ErrorTable.OF_FAMILIES
          .documentedRefusal(400, Kind.REQUEST, NEVER, "Malformed")
          .documentedRefusal(400, Kind.CONTENT, NEVER, "Improper")
          .documentedRefusal(403, Kind.ACCESS, NEVER, "Denied")
          .documentedRefusal(404, Kind.ACCESS, NEVER, "NoModel")
          .documentedRefusal(429, Kind.QUOTA, NEVER, "Spent")
          .documentedRefusal(429, Kind.THROTTLED, SAFE, "Busy")
          .documentedRefusal(500, Kind.SERVICE, SAFE, "Down")
          .alsoInsideAnswers();

  /** How the service speaks. */
  static final ServiceProfile PROFILE = new ServiceProfile(ID, DOCUMENTED, new Events());

  private static final class Events implements AnswerRules {
    private static final String FAMILY = "image_generation.";

    @Override
    public Event event(String type, boolean error) {
      return switch (type) {
        case FAMILY + "partial_succeeded" -> Event.IMAGE;
        case FAMILY + "partial_failed" -> Event.FAILED;
        case FAMILY + "completed" -> Event.END;
        case "error" -> Event.ERROR;
        default -> type.isEmpty() && error ? Event.ERROR : Event.OTHER;
      };
    }

    @Override
    public boolean isType(String name) {
      return name.startsWith(FAMILY);
    }

    @Override
    public boolean inOrder() {
      return false;
    }

    @Override
    public boolean endsWithEvent() {
      return true;
    }
  }

  DrawProvider() {
    super(preset(URI.create("http://127.0.0.1/v1")));
  }

  private static Preset preset(URI address) {
    return new Preset(ID, "", address, MODEL, ModelTable.of());
  }

  /** Where the service is, with its key at the default. */
  static HttpConfig config(URI address) {
    return HttpConfig.of(preset(address));
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    return PROFILE;
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions options) {
    return ProviderCapabilities.DEFAULT
        .withReferences(0, Integer.MAX_VALUE)
        .withMaxImages(15)
        .withInputLimits(UploadLimits.NONE);
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new Drawing(request);
  }

  private record Drawing(ProviderRequest request) implements ImageRequest {
    @Override
    public Optional<String> model() {
      return Optional.of(MODEL);
    }

    @Override
    public int imagesTaken() {
      return request.count();
    }

    @Override
    public List<BodyPart> body() throws IOException {
      JsonBody body = new JsonBody(ID).ascii("{\"prompt\":").value(request.prompt());
      body.ascii(",\"image\":[").image(request.photo());
      for (ProviderInput reference : request.references()) {
        body.ascii(",").image(reference);
      }
      return body.ascii("]}").parts();
    }

    @Override
    public String path() {
      return "images";
    }

    @Override
    public List<String> secrets() {
      return List.of(request.prompt());
    }
  }
}
