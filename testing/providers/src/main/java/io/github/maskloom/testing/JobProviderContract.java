package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.internal.LogLines;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a provider has to do whose service queues, beside what every provider has to do. A
 * provider's own tests extend this class, and say how the service writes.
 *
 * <ul>
 *   <li>The call is asked before a request is sent. A job is kept before it is asked for, is sent
 *       once, and is named when a call is cancelled.
 *   <li>Of more than 80 faults at every stage of a job, each is judged as a table says. Where the
 *       job goes on, the ticket brings the image later, without another request that costs
 *       anything.
 *   <li>Of more than 200 answers that make no job, only what the service documents is a refusal.
 *   <li>A refusal that names a job or counts images is not believed, nor is a cancel that the
 *       service does not confirm. A job that a failed answer names leaves its ticket.
 *   <li>Neither the key nor the prompt is in a ticket, a failure, the journal or the log.
 * </ul>
 *
 * <p>Several faults are tried at once, so several threads call these methods at the same time.
 */
@Timeout(120)
public abstract class JobProviderContract extends FusionProviderContract implements JobWire {
  /** The prompt of every request. */
  protected static final String PROMPT = "the velvet armchair of my grandmother";

  /** The key of {@link #config(URI)}, which must not get out. */
  protected static final String KEY = ServiceTrial.KEY;

  /** How long the call of {@link #config(URI)} may take as a whole. */
  protected static final Duration CALL = Duration.ofMinutes(1);

  /** Every other timeout of {@link #config(URI)}. */
  protected static final Duration PATIENCE = Duration.ofSeconds(1);

  /** A contract that is to be kept. */
  protected JobProviderContract() {}

  /**
   * Configures {@link #provider} with {@link #KEY}, {@link #CALL} and {@link #PATIENCE}, and with
   * no wait before retries and polls. Images have a megabyte at most.
   *
   * @param address of a server on loopback, without TLS
   * @return what the provider is opened with
   */
  protected abstract ProviderConfig config(URI address);

  @Override
  protected final Optional<ProviderConfig> configOf(URI address) {
    return Optional.of(config(address));
  }

  /** {@return a configuration for a service whose jobs are done soon} */
  @Override
  protected final ProviderConfig config() {
    JobServer service = new JobServer(this);
    server = Optional.of(service);
    return config(service.address());
  }

  /**
   * Writes the answer to a poll of a job that ended in a way which the service documents to cost
   * nothing.
   *
   * @param id of the job
   * @return the body as JSON; empty unless overridden, for a service that documents no such end
   */
  protected Optional<String> failedFree(String id) {
    return Optional.empty();
  }

  /**
   * Writes the answer to a poll of a job that has failed and may be billed.
   *
   * @param id of the job
   * @return the body as JSON
   */
  protected abstract String failed(String id);

  /**
   * {@return whether a job can be polled by its id alone, though an answer that names it has links}
   * False unless overridden.
   */
  protected boolean isPolledAtPath() {
    return false;
  }

  /**
   * {@return a member of a JSON object that counts an image, where the service counts what was
   * used} Such as {@code "usage":{"images":1}}. Empty unless overridden, for a service that counts
   * nothing.
   */
  protected Optional<String> used() {
    return Optional.empty();
  }

  /**
   * Begins to listen to every logger.
   *
   * @return what is logged from now on, by Logback and by the JDK unless overridden; the contract
   *     closes it
   */
  protected HttpProviderContract.Log listen() {
    return new LogLines();
  }

  @Override
  protected final ProviderRequest request() {
    return new TestRequest()
        .photo(ServiceTrial.picture(TestRequest.MASK, "image/png"))
        .prompt(PROMPT)
        .build();
  }

  final ServiceTrial<JobServer, ProviderConfig> trial() {
    return ServiceTrial.queued(() -> folder, provider(), this, this::config);
  }

  @Test
  final void saysThatItQueues() {
    assertTrue(provider().capabilities().queuesJobs());
  }

  @Test
  final void keepsTheJobBeforeItAsksForIt() throws IOException {
    AtomicBoolean early = new AtomicBoolean();
    try (ServiceTrial<JobServer, ProviderConfig> trial = trial()) {
      RecordingCall call = trial.newCall();
      trial.server().onPoll(() -> early.compareAndSet(false, call.jobs().isEmpty()));
      trial.fuse(request(), call);
      assertAll(
          () -> assertFalse(early.get(), "the service was asked before the job was kept"),
          () -> assertEquals("job-1", call.jobs().get(0).id()),
          () -> assertEquals(List.of("image-0"), call.files()),
          () -> assertEquals(0, call.cancelActions(), "actions that still wait for a cancel"));
    }
  }

  @Test
  final void sendsTheRequestOnce() throws IOException {
    try (ServiceTrial<JobServer, ProviderConfig> trial = trial()) {
      trial.server().plan(Stage.POLL, Answer.empty(503));
      trial.server().plan(Stage.POLL, Answer.resetAfterBody());
      trial.fused(request());
      assertEquals(1, trial.server().count(Stage.SUBMIT), "times sent");
    }
  }

  @Test
  final void namesTheJobOfACancelledCall() throws IOException {
    try (ServiceTrial<JobServer, ProviderConfig> trial = trial()) {
      JobServer service = trial.server();
      RecordingCall call = trial.newCall();
      service.plan(Stage.POLL, 1000, Answer.json(waiting("job-1")));
      service.onPoll(call::cancel);
      CancelledCallException end =
          assertThrows(CancelledCallException.class, () -> trial.fuse(request(), call));
      boolean ended = service.count(Stage.CANCEL) > 0 && cancelled("job-1").isPresent();
      List<ProviderJob.End> ends = ended ? List.of(ProviderJob.End.CANCELLED) : List.of();
      boolean own =
          service.requests().stream()
              .allMatch(asked -> asked.startsWith("POST") || asked.contains("job-1"));
      assertAll(
          () -> assertEquals(Delivery.ACCEPTED, end.delivery()),
          () -> assertEquals("job-1", call.jobs().get(0).id()),
          () -> assertEquals(ends, call.ends(), "what it says of that"),
          () -> assertTrue(own, "all that was asked is of the job"));
    }
  }

  @Test
  final void keepsAJobWhoseCancelIsNotConfirmed() throws IOException {
    String cancelled = cancelled("job-1").orElse("{}");
    List<Answer> answers =
        List.of(
            Answer.json(waiting("job-1")),
            Answer.json(cancelled("job-2").orElse("{}")),
            Answer.json("{}"),
            Answer.htmlPage(200),
            Answer.empty(200),
            Answer.empty(202),
            Answer.empty(204),
            Answer.empty(404),
            Answer.errorBody(500, cancelled),
            Answer.cut("application/json", cancelled.getBytes(UTF_8), cancelled.length() - 1),
            Answer.silence(new CountDownLatch(1)),
            Answer.resetAfterBody());
    for (int i = 0; i < answers.size(); i++) {
      keepsAJobWhoseCancelIsNotConfirmed(answers.get(i), "answer " + i);
    }
  }

  private void keepsAJobWhoseCancelIsNotConfirmed(Answer answer, String what) throws IOException {
    try (ServiceTrial<JobServer, ProviderConfig> trial = trial()) {
      RecordingCall call = trial.newCall();
      trial.server().plan(Stage.POLL, Answer.json(waiting("job-1")));
      trial.server().plan(Stage.CANCEL, answer);
      trial.server().onPoll(call::cancel);
      CancelledCallException end =
          assertThrows(CancelledCallException.class, () -> trial.fuse(request(), call), what);
      assertEquals(Delivery.ACCEPTED, end.delivery(), what);
      assertEquals(List.of(), call.ends(), "what it says has ended, after " + what);
    }
  }

  @Test
  final void believesNoRefusalThatNamesAJobOrCountsImages() throws IOException {
    for (RefusalRow row : rows()) {
      List<String> contradictions = new ArrayList<>(used().stream().toList());
      contradictions.add(inner(accepted("job-1", URI.create("SERVICE"))));
      for (String each : row.refuses() ? contradictions : List.<String>of()) {
        String body = "{" + each + "," + inner(errorOf(row.code())) + "}";
        assertEquals(Delivery.UNKNOWN, refusal(row.status(), body).delivery(), body);
      }
    }
  }

  private static String inner(String object) {
    return object.substring(object.indexOf('{') + 1, object.lastIndexOf('}'));
  }

  /** What a refusal of the request ends with, once; an address of the service is filled in. */
  private FusionException refusal(int status, String body) throws IOException {
    try (ServiceTrial<JobServer, ProviderConfig> trial = trial()) {
      JobServer service = trial.server();
      String filled = body.replace("SERVICE", service.address().toString());
      service.plan(Stage.SUBMIT, 9, Answer.errorBody(status, filled));
      FusionException failure = trial.failure(request());
      boolean again = failure.retry().kind() == RetryAdvice.Kind.SAFE;
      assertTrue(again || service.count(Stage.SUBMIT) == 1, "sent again: " + body);
      assertEquals(List.of(), trial.call().jobs(), body);
      assertEquals(
          body.contains("job-1"), failure.failure().serverRequestIds().contains("job-1"), body);
      return failure;
    }
  }

  @Test
  final void believesNoEndWithoutCostThatCountsImages() throws IOException {
    if (failedFree("job-1").isEmpty() || used().isEmpty()) {
      return;
    }
    try (ServiceTrial<JobServer, ProviderConfig> trial = trial()) {
      String body = "{" + used().get() + "," + inner(failedFree("job-1").get()) + "}";
      trial.server().plan(Stage.POLL, Answer.json(body));
      assertEquals(Delivery.UNKNOWN, trial.failure(request()).delivery(), body);
      assertEquals(List.of(), trial.call().ends(), "what it says has ended");
    }
  }

  @Test
  final void takesAJobUpAgainWithoutSendingARequest() throws IOException {
    ProviderJob.Asked asked =
        new ProviderJob.Asked(PROMPT, OutputSize.UNSET, 1, RequestOptions.NONE);
    try (ServiceTrial<JobServer, ProviderConfig> trial = trial()) {
      trial.server().plan(Stage.POLL, Answer.empty(401));
      trial.failure(request());
      ProviderJob job = trial.call().jobs().get(0);
      trial.session().resume(job, asked, trial.newCall());
      assertEquals(1, trial.server().count(Stage.SUBMIT), "times sent");
      assertEquals(List.of("image-0"), trial.call().files());
    }
  }

  @Test
  final void sendsNothingThatTheCallRefuses() throws IOException {
    FusionException.Failure failure = FusionException.Failure.notSent(provider().id());
    try (ServiceTrial<JobServer, ProviderConfig> trial = trial()) {
      RecordingCall call =
          trial.newCall().refusing(new FusionException("no ticket is kept", failure));
      FusionException thrown = trial.failure(request(), call);
      assertAll(
          () -> assertEquals(Delivery.NOT_SENT, thrown.delivery()),
          () -> assertEquals(1, call.sent().size(), "times asked"),
          () -> assertEquals(0, trial.server().count(Stage.SUBMIT), "times sent"));
    }
  }

  @Test
  final void onlyWhatTheServiceDocumentsMakesNoJob() throws Exception {
    try (HttpProviderContract.Log log = listen()) {
      new RefusalMatrix(this).check();
      JobMatrix.assertSecret(log.take());
    }
  }

  @Test
  final void whateverNamesAJobThatCanBeAskedForLeavesItsTicket() throws Exception {
    new NamedJobMatrix(this, folder).check();
  }

  @Test
  final void everyFaultAtEveryStageIsJudgedAsTheTableSays() throws Exception {
    new JobMatrix(this, folder).check();
  }
}
