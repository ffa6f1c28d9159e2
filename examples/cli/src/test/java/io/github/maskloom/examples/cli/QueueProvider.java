package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
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
import io.github.maskloom.testing.JobWire;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A provider of a plug-in whose service queues. It is found in processes whose class path says so,
 * and its service is where the property {@code queue.address} says.
 */
public final class QueueProvider extends HttpProvider {
  static final String ID = "queue";

  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.DEFAULT
          .withMask(MaskTransport.SEPARATE_IMAGE)
          .withMask(MaskConvention.WHITE_EDITS)
          .withReferences(0, 0)
          .withJobs(true)
          .withInputLimits(UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg"));

  private static final JobRules JOBS =
      JobRules.builder("/id", "/state")
          .pollAt("jobs/{id}")
          .done("done")
          .failed(Kind.SERVICE, Delivery.ACCEPTED, "broken")
          .at(Place.LINK, "/url")
          .cancelBy("DELETE", "jobs/{id}")
          .build();

  /** What the service answers. */
  static final class Wire implements JobWire {
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

  /** The provider; its service is where the property says. */
  public QueueProvider() {
    super(
        new Preset(
            ID,
            "",
            URI.create(System.getProperty("queue.address", "http://127.0.0.1")),
            "slow-1",
            ModelTable.of()));
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions options) {
    return CAPABILITIES;
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    return new ServiceProfile(ID, ErrorTable.OF_CODES, AnswerRules.JSON).withJobs(JOBS);
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new Asked(request);
  }

  @Override
  protected ServiceAccess resumed(HttpConfig config, ProviderJob.Asked asked) {
    return new Access(asked.count());
  }

  private interface Slow extends ServiceAccess {
    @Override
    default Optional<String> model() {
      return Optional.of("slow-1");
    }

    @Override
    default List<String> secrets() {
      return List.of();
    }
  }

  private record Access(int imagesTaken) implements Slow {}

  private record Asked(ProviderRequest request) implements Slow, ImageRequest {
    @Override
    public int imagesTaken() {
      return request.count();
    }

    @Override
    public String path() {
      return "jobs";
    }

    @Override
    public List<BodyPart> body() throws IOException {
      JsonBody body = new JsonBody(ID).ascii("{\"photo\":").image(request.photo());
      return body.ascii(",\"words\":").value(request.prompt()).ascii("}").parts();
    }
  }
}
