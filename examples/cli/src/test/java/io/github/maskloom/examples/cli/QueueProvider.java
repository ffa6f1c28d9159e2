package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpService;
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
import io.github.maskloom.http.wire.JsonBody;
import io.github.maskloom.http.wire.SafeText;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.server.JobServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider of a plug-in whose service queues. It is found in processes whose class path says so,
 * and its service is where the property {@code queue.address} says.
 */
public final class QueueProvider implements FusionProvider {
  static final String ID = "queue";

  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.builder()
          .maskTransport(MaskTransport.SEPARATE_IMAGE)
          .maskConvention(MaskConvention.WHITE_EDITS)
          .references(0, 0)
          .queuesJobs(true)
          .inputLimits(UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg"))
          .build();

  private static final JobRules JOBS =
      JobRules.builder("/id", "/state")
          .pollAt("jobs/{id}")
          .done("done")
          .failed(Kind.SERVICE, Delivery.ACCEPTED, "broken")
          .linksAt("/url")
          .cancelBy("DELETE", "jobs/{id}")
          .build();

  /** What the service answers. */
  static final class Wire implements JobServer.Wire {
    @Override
    public String accepted(String id, URI service) {
      return state(id, "waiting", "");
    }

    @Override
    public String waiting(String id) {
      return state(id, "waiting", "");
    }

    @Override
    public String done(String id, URI image) {
      return state(id, "done", image.toString());
    }

    static String state(String id, String state, String url) {
      return "{\"id\":\"" + id + "\",\"state\":\"" + state + "\",\"url\":\"" + url + "\"}";
    }

    @Override
    public boolean isCancel(String method, String path) {
      return method.equals("DELETE");
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ProviderSession open(ProviderConfig config) {
    URI address = URI.create(System.getProperty("queue.address"));
    HttpConfig own = HttpConfig.of(new Preset(ID, "", address, "slow-1", ModelTable.of()));
    return new Session(new HttpService(own, "jobs", () -> ErrorTable.OF_CODES, AnswerRules.JSON));
  }

  private record Session(HttpService service) implements ProviderSession {
    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return CAPABILITIES;
    }

    @Override
    public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
      return service.queue(call, JOBS, () -> new Asked(request, new Access(request.count())));
    }

    @Override
    public ProviderResponse resume(ProviderJob job, ProviderJob.Asked asked, ProviderCall call)
        throws IOException {
      return service.resume(call, JOBS, job, () -> new Access(asked.count()));
    }

    @Override
    public void close() {
      service.close();
    }
  }

  private record Access(int imagesTaken) implements ServiceAccess {
    @Override
    public Optional<String> model() {
      return Optional.of("slow-1");
    }

    @Override
    public Map<String, String> headers(String requestId) {
      return Map.of("X-Request-Id", requestId);
    }

    @Override
    public SafeText safeText() {
      return new SafeText(List.of(), List.of(), List.of());
    }
  }

  private record Asked(ProviderRequest request, Access access) implements ImageRequest {
    @Override
    public Optional<String> model() {
      return access.model();
    }

    @Override
    public int imagesTaken() {
      return access.imagesTaken();
    }

    @Override
    public Map<String, String> headers(String requestId) {
      return access.headers(requestId);
    }

    @Override
    public SafeText safeText() {
      return access.safeText();
    }

    @Override
    public List<BodyPart> body() throws IOException {
      JsonBody body = new JsonBody(ID).ascii("{\"photo\":").image(request.photo());
      return body.ascii(",\"words\":").value(request.prompt()).ascii("}").parts();
    }
  }
}
