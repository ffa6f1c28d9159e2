package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.call.ActiveCall;
import io.github.maskloom.http.call.ActiveCall.CallRegistry;
import io.github.maskloom.http.call.Attempts;
import io.github.maskloom.http.call.Attempts.RetryPolicy;
import io.github.maskloom.http.call.CallClock;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.call.Exchange.Session;
import io.github.maskloom.http.call.Exchange.Surroundings;
import io.github.maskloom.http.call.HttpClients;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.JobServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a service that queues, whose answers have their fields within {@code out}. */
@Timeout(60)
abstract class JobTrial {
  static final String KEY = "key-that-nobody-may-see";
  static final ProviderRequest REQUEST = new TestRequest().build();

  private final List<Closeable> open = new ArrayList<>();

  @TempDir Path folder = Path.of("");

  RecordingCall call = new RecordingCall(folder);

  /** What is sent for {@link #REQUEST}. */
  PlainRequest sent = PlainRequest.job();

  @BeforeEach
  void newCall() {
    call = new RecordingCall(folder);
  }

  static JobRules.Builder rules() {
    return JobRules.builder("/out/id", "/out/state")
        .done("done")
        .failed(Kind.SERVICE, Delivery.ACCEPTED, "failed");
  }

  /** Of a service that writes as {@link Wire#LINK}. */
  static JobRules.Builder linked() {
    return rules().pollAt("jobs/{id}").at(Place.LINK, "/out/url");
  }

  /** Answers whose fields are within {@code out}. */
  record Wire(String more, UnaryOperator<String> image) implements JobWire {
    /** An image is at a link. */
    static final Wire LINK = with(at -> "\"url\":\"" + at + "\"");

    static Wire with(UnaryOperator<String> image) {
      return new Wire("", image);
    }

    @Override
    public String accepted(String id, URI service) {
      return out(id, "waiting", more.replace("SERVICE", service.toString()));
    }

    @Override
    public String waiting(String id) {
      return out(id, "waiting", "");
    }

    @Override
    public String done(String id, URI at) {
      return out(id, "done", "," + image.apply(at.toString()));
    }

    static String out(String id, String state, String more) {
      return "{\"out\":{\"id\":\"" + id + "\",\"state\":\"" + state + "\"" + more + "}}";
    }

    @Override
    public Optional<String> result(URI at) {
      return Optional.of("{\"out\":{" + image.apply(at.toString()) + "}}");
    }

    @Override
    public boolean isResult(String path) {
      return path.startsWith("/v1/results/");
    }
  }

  /** How to reach a service of jobs at an address. */
  static HttpConfig config(URI address) {
    return HttpConfig.of(new Preset("mine", "", address, "m", ModelTable.of())).withApiKey(KEY);
  }

  /** A server that lasts until the test ends. */
  JobServer serving(JobWire wire) {
    JobServer server = new JobServer(wire);
    open.add(0, server);
    return server;
  }

  /** A client that lasts until the test ends, and repeats at once. */
  HttpService service(URI address, UnaryOperator<HttpConfig> settings, ServiceProfile profile) {
    HttpRetries atOnce = HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO);
    HttpConfig config = settings.apply(config(address).withRetries(atOnce));
    HttpService service = new HttpService(new QueueProvider(profile, any -> sent), config);
    open.add(0, service);
    return service;
  }

  HttpService service(JobServer server, JobRules rules) {
    return service(server.address(), config -> config, profile(rules));
  }

  static ServiceProfile profile(JobRules rules) {
    return new ServiceProfile("mine", ErrorTable.OF_CODES, AnswerRules.JSON).withJobs(rules);
  }

  /** A call of a request that is queued. */
  RecordingCall queued(JobServer server, JobRules rules) throws IOException {
    service(server, rules).fuse(REQUEST, call);
    return call;
  }

  /** What comes of a call. */
  static FusionException failure(HttpService service, ProviderCall call) {
    return failure(() -> service.fuse(REQUEST, call));
  }

  static FusionException failure(ThrowingCallable work) {
    return catchThrowableOfType(FusionException.class, work);
  }

  @AfterEach
  void close() throws IOException {
    for (Closeable each : open) {
      each.close();
    }
  }

  /** Works on a new job, or goes on with one, for a call of ten minutes. */
  static void work(
      JobRules rules,
      HttpConfig config,
      CallClock clock,
      Optional<ProviderJob> job,
      RecordingCall call)
      throws IOException {
    CallRegistry calls = new CallRegistry("mine");
    HttpUrl base = HttpUrl.get(config.baseUrl().toString());
    Session session =
        new Session(
            new HttpClients(config),
            calls.timer(),
            new ServiceProfile("mine", ErrorTable.OF_CODES, AnswerRules.JSON),
            config,
            new RetryPolicy(config.retries(), () -> 1),
            clock,
            base);
    PlainRequest asked = PlainRequest.job();
    ActiveCall active = calls.begin(call.cancellation(), Optional.empty());
    Deadline deadline = Deadline.after(Duration.ofMinutes(10), clock);
    Surroundings around = new Surroundings(active, deadline, session);
    JobRun run = new JobRun(rules, call, asked, "key", around);
    try {
      if (job.isPresent()) {
        run.resume(job.get());
      } else {
        run.run(new ServiceCall.Sent(asked, asked.body()), new Attempts(around, call));
      }
    } finally {
      active.close();
    }
  }
}
