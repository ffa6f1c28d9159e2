package io.github.maskloom.http;

import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.http.wire.SafeText;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service of no vendor: JSON with images in it goes, and JSON or events with images come. */
final class DrawProvider implements FusionProvider {
  static final String ID = "draw";
  static final String MODEL = "pencil-1";

  private static final ErrorTable DOCUMENTED =
      ErrorTable.OF_FAMILIES
          .documentedRefusal(400, Kind.REQUEST, NEVER, "Malformed")
          .documentedRefusal(400, Kind.CONTENT, NEVER, "Improper")
          .documentedRefusal(401, Kind.ACCESS, NEVER, "NoKey")
          .documentedRefusal(403, Kind.ACCESS, NEVER, "Denied")
          .documentedRefusal(404, Kind.ACCESS, NEVER, "NoModel")
          .documentedRefusal(429, Kind.QUOTA, NEVER, "Spent")
          .documentedRefusal(429, Kind.THROTTLED, SAFE, "Busy")
          .documentedRefusal(500, Kind.SERVICE, SAFE, "Down")
          .alsoInsideAnswers();

  /** How the service speaks. */
  static final ServiceProfile PROFILE = new ServiceProfile(ID, () -> DOCUMENTED, new Events());

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

  /** Where the service is, with its key at the default. */
  static HttpConfig config(URI address) {
    return HttpConfig.of(new Preset(ID, "", address, MODEL, ModelTable.of()));
  }

  private static HttpService service(HttpConfig config) {
    return new HttpService(config, "images", PROFILE.errors(), PROFILE.answers());
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return ProviderCapabilities.builder().maxImages(15).build();
  }

  @Override
  public ProviderSession open(ProviderConfig config) {
    HttpConfig own = (HttpConfig) config;
    HttpService service = service(own);
    return new ProviderSession() {
      @Override
      public ProviderCapabilities capabilities(RequestOptions options) {
        return DrawProvider.this.capabilities();
      }

      @Override
      public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
        return service.fuse(call, () -> new Drawing(request, own.key()));
      }

      @Override
      public void close() {
        service.close();
      }
    };
  }

  private static Map<String, String> headers(String key, String id) {
    return Map.of("Authorization", "Bearer " + key, "X-Client-Request-Id", id);
  }

  private record Drawing(ProviderRequest request, String key) implements ImageRequest {
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
    public Map<String, String> headers(String requestId) {
      return DrawProvider.headers(key, requestId);
    }

    @Override
    public SafeText safeText() {
      return new SafeText(List.of(key, request.prompt()));
    }
  }
}
