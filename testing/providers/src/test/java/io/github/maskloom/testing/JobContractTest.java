package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of jobs finds what it is there to find. */
@Timeout(60)
class JobContractTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aProviderWithoutAFaultKeepsIt() {
    Contract contract = new Contract(Fault.NONE, folder);
    assertThatCode(() -> contract.keepsTheJobBeforeItAsksForIt()).doesNotThrowAnyException();
    assertThatCode(() -> contract.sendsTheRequestOnce()).doesNotThrowAnyException();
    assertThatCode(() -> contract.namesTheJobOfACancelledCall()).doesNotThrowAnyException();
  }

  @Test
  void aProviderThatAsksBeforeItKeepsTheJobFails() {
    Contract contract = new Contract(Fault.ASKS_FIRST, folder);
    assertThatThrownBy(() -> contract.keepsTheJobBeforeItAsksForIt())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("before the job was kept");
  }

  @Test
  void aProviderThatSendsTwiceFails() {
    Contract contract = new Contract(Fault.SENDS_TWICE, folder);
    assertThatThrownBy(() -> contract.sendsTheRequestOnce())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("times sent");
  }

  @Test
  void aProviderThatForgetsTheJobOfACancelledCallFails() {
    Contract contract = new Contract(Fault.FORGETS_AT_CANCEL, folder);
    assertThatThrownBy(() -> contract.namesTheJobOfACancelledCall())
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"503 Throttled SAFE REJECTED busy", "503 Throttled REJECTED SAFE", "busy 503"})
  void aWrongLineOfRefusalsIsNamedWithWhatItShouldBe(String line) {
    assertThatThrownBy(() -> RefusalRow.of("400 Content REJECTED NEVER bad\n" + line))
        .hasMessageContaining("line \"" + line + "\"")
        .hasMessageContaining("such as 503 Throttled REJECTED SAFE busy");
  }

  private enum Fault {
    NONE,
    ASKS_FIRST,
    SENDS_TWICE,
    FORGETS_AT_CANCEL
  }

  private static final class Contract extends JobProviderContract {
    private final Fault fault;

    Contract(Fault fault, Path folder) {
      this.fault = fault;
      this.folder = folder;
    }

    @Override
    protected FusionProvider provider() {
      return new Provider(fault, URI.create("http://127.0.0.1"));
    }

    @Override
    protected ProviderConfig config(URI address) {
      return new Address(address);
    }

    @Override
    public String accepted(String id, URI service) {
      return "{\"id\":\"" + id + "\",\"state\":\"waiting\"}";
    }

    @Override
    public String waiting(String id) {
      return accepted(id, URI.create("http://127.0.0.1"));
    }

    @Override
    public String done(String id, URI image) {
      return "{\"id\":\"" + id + "\",\"state\":\"done\",\"image\":\"" + image + "\"}";
    }

    @Override
    protected String failed(String id) {
      return "{\"id\":\"" + id + "\",\"state\":\"failed\"}";
    }

    @Override
    public boolean isCancel(String method, String path) {
      return method.equals("DELETE");
    }
  }

  private record Address(URI service) implements ProviderConfig {
    @Override
    public String providerId() {
      return "plain";
    }
  }

  /** Its own session. */
  private record Provider(Fault fault, URI service) implements FusionProvider, ProviderSession {
    private static final OkHttpClient HTTP =
        new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

    @Override
    public String id() {
      return "plain";
    }

    @Override
    public ProviderCapabilities capabilities() {
      return ProviderCapabilities.DEFAULT.withJobs(true);
    }

    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return capabilities();
    }

    @Override
    public ProviderSession open(ProviderConfig config) {
      return new Provider(fault, ((Address) config).service);
    }

    @Override
    public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
      String id = field("id", asked("POST", service));
      if (fault == Fault.ASKS_FIRST) {
        asked("GET", poll(id));
      }
      call.keepJob(ProviderJob.of(id, Instant.EPOCH));
      return resume(
          ProviderJob.of(id, Instant.EPOCH),
          new ProviderJob.Asked("", request.size(), 1, RequestOptions.NONE),
          call);
    }

    @Override
    public ProviderResponse resume(ProviderJob job, ProviderJob.Asked what, ProviderCall call)
        throws IOException {
      while (true) {
        throwIfCancelled(call);
        String answer = polled(job);
        if (field("state", answer).equals("done")) {
          hand(URI.create(field("image", answer)), call);
          return ProviderResponse.NONE;
        }
      }
    }

    private void throwIfCancelled(ProviderCall call) {
      if (call.cancellation().isCancelled()) {
        throw fault == Fault.FORGETS_AT_CANCEL
            ? new CancelledException("cancelled")
            : new CancelledCallException("cancelled", Delivery.ACCEPTED);
      }
    }

    private String polled(ProviderJob job) throws IOException {
      try {
        return asked("GET", poll(job.id()));
      } catch (IOException e) {
        return fault == Fault.SENDS_TWICE ? asked("POST", service) : "";
      }
    }

    private URI poll(String id) {
      return URI.create(service + "/" + id);
    }

    private static void hand(URI image, ProviderCall call) throws IOException {
      try (ImageTarget.Draft draft = call.image(0).openDraft()) {
        draft.stream().write(answer("GET", image));
        draft.commit();
      }
    }

    private static String asked(String method, URI at) throws IOException {
      return new String(answer(method, at), UTF_8);
    }

    /** A trial waits until no connection is open, so none is kept. */
    private static byte[] answer(String method, URI at) throws IOException {
      RequestBody body = method.equals("POST") ? RequestBody.create(new byte[0]) : null;
      Request.Builder request = new Request.Builder().url(at.toString()).method(method, body);
      try (Response answer =
          HTTP.newCall(request.header("Connection", "close").build()).execute()) {
        return answer.body().bytes();
      }
    }

    private static String field(String name, String json) {
      Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
      return field.find() ? field.group(1) : "";
    }

    @Override
    public void close() {}
  }
}
