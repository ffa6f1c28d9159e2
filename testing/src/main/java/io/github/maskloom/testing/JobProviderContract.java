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
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.JobServer;
import io.github.maskloom.testing.server.JobServer.Stage;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a provider has to do whose service queues. A provider's own tests extend this class, and say
 * how the service writes.
 *
 * <ul>
 *   <li>The call is asked before a request is sent. A job is kept before it is asked for, is sent
 *       once, and is named when a call is cancelled.
 *   <li>Of more than 40 faults at every stage of a job, each is judged as a table says. Where the
 *       job goes on, the ticket brings the image later, without another request that costs
 *       anything.
 *   <li>A refusal that names a job or counts images is not believed, nor is a cancel that the
 *       service does not confirm.
 *   <li>Neither the key nor the prompt is in a ticket, a failure, the journal or the log.
 * </ul>
 *
 * <p>Several faults are tried at once, so several threads call these methods at the same time.
 */
@Timeout(120)
public abstract class JobProviderContract implements JobServer.Wire {
  /** The prompt of every request. */
  protected static final String PROMPT = "the velvet armchair of my grandmother";

  private static final byte[] PHOTO = TestImages.png(1);
  private static final byte[] MASK = TestImages.png(2);

  @TempDir private Path folder = Path.of("");

  /** A contract that is to be kept. */
  protected JobProviderContract() {}

  /** {@return a provider, as its public constructor makes it} */
  protected abstract FusionProvider provider();

  /**
   * Configures {@link #provider} with {@link #key}, with no wait before retries and polls. Every
   * timeout is a second, but a call as a whole has a minute. Images have a megabyte at most.
   *
   * @param address of a server on loopback, without TLS
   * @return what the provider is opened with
   */
  protected abstract ProviderConfig config(URI address);

  /** {@return the key that {@link #config} has, which must not get out} */
  protected abstract String key();

  /**
   * Writes the answer to a poll of a job that ended in a way which the service documents to cost
   * nothing.
   *
   * @param id of the job
   * @return the body as JSON, or empty if the service documents no such end
   */
  protected abstract Optional<String> failedFree(String id);

  /**
   * Writes the answer to a poll of a job that has failed and may be billed.
   *
   * @param id of the job
   * @return the body as JSON
   */
  protected abstract String failed(String id);

  /**
   * A refusal of a request that the service documents: it made no job.
   *
   * @param status of the answer
   * @param body a JSON object
   */
  public record Refused(int status, String body) {}

  /** {@return refusals that the service documents} None unless overridden. */
  protected List<Refused> refused() {
    return List.of();
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
   * @return what is logged from now on; the contract closes it
   */
  protected abstract HttpProviderContract.Log listen();

  final ProviderRequest request() {
    return new ProviderRequest(
        input(PHOTO),
        Optional.of(input(MASK)),
        List.of(),
        PROMPT,
        OutputSize.UNSET,
        1,
        RequestOptions.NONE);
  }

  private static ProviderInput.Image input(byte[] image) {
    return new ProviderInput.Image(ImageSource.of(image), "image/png", 64, 48, image.length);
  }

  private static ProviderJob.Asked asked() {
    return new ProviderJob.Asked(PROMPT, OutputSize.UNSET, 1, RequestOptions.NONE);
  }

  private ProviderSession open(JobServer server) throws IOException {
    return provider().open(config(server.address()));
  }

  @Test
  final void saysThatItQueues() {
    assertTrue(provider().capabilities().queuesJobs());
  }

  @Test
  final void keepsTheJobBeforeItAsksForIt() throws IOException {
    keepsTheJobBeforeItAsksForIt(folder);
  }

  final void keepsTheJobBeforeItAsksForIt(Path images) throws IOException {
    RecordingCall call = new RecordingCall(images);
    AtomicBoolean early = new AtomicBoolean();
    try (JobServer server = new JobServer(this);
        ProviderSession session = open(server)) {
      server.onPoll(() -> early.compareAndSet(false, call.jobs().isEmpty()));
      session.fuse(request(), call);
      assertAll(
          () -> assertFalse(early.get(), "the service was asked before the job was kept"),
          () -> assertEquals("job-1", call.jobs().get(0).id()),
          () -> assertEquals(List.of("image-0"), call.files()),
          () -> assertEquals(0, call.cancelActions(), "actions that still wait for a cancel"));
    }
  }

  @Test
  final void sendsTheRequestOnce() throws IOException {
    sendsTheRequestOnce(folder);
  }

  final void sendsTheRequestOnce(Path images) throws IOException {
    RecordingCall call = new RecordingCall(images);
    try (JobServer server = new JobServer(this);
        ProviderSession session = open(server)) {
      server.plan(Stage.POLL, Answer.empty(503));
      server.plan(Stage.POLL, Answer.resetAfterBody());
      session.fuse(request(), call);
      assertEquals(1, server.count(Stage.SUBMIT), "times sent");
    }
  }

  @Test
  final void namesTheJobOfACancelledCall() throws Exception {
    namesTheJobOfACancelledCall(folder);
  }

  final void namesTheJobOfACancelledCall(Path images) throws Exception {
    RecordingCall call = new RecordingCall(images);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (JobServer server = new JobServer(this);
        ProviderSession session = open(server)) {
      for (int i = 0; i < 1000; i++) {
        server.plan(Stage.POLL, Answer.json(waiting("job-1")));
      }
      server.onPoll(call::cancel);
      Future<CancelledCallException> end =
          thread.submit(
              () ->
                  assertThrows(CancelledCallException.class, () -> session.fuse(request(), call)));
      assertEquals(Delivery.ACCEPTED, end.get().delivery());
      assertEquals("job-1", call.jobs().get(0).id());
      assertCancelled(server, call);
    } finally {
      thread.shutdownNow();
    }
  }

  private void assertCancelled(JobServer server, RecordingCall call) {
    boolean ended = server.count(Stage.CANCEL) > 0 && cancelled("job-1").isPresent();
    assertEquals(
        ended ? List.of(ProviderJob.End.CANCELLED) : List.of(),
        call.ends(),
        "what it says of that");
    assertTrue(
        server.requests().stream().allMatch(each -> isOf(each)),
        "all that was asked is of the job");
  }

  private static boolean isOf(String request) {
    return request.startsWith("POST") || request.contains("job-1");
  }

  @Test
  final void keepsAJobWhoseCancelIsNotConfirmed() throws Exception {
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
      Path images = Files.createDirectory(folder.resolve("cancel-" + i));
      keepsAJobWhoseCancelIsNotConfirmed(answers.get(i), "answer " + i, images);
    }
  }

  private void keepsAJobWhoseCancelIsNotConfirmed(Answer answer, String what, Path images)
      throws Exception {
    RecordingCall call = new RecordingCall(images);
    try (JobServer server = new JobServer(this);
        ProviderSession session = open(server)) {
      server.plan(Stage.POLL, Answer.json(waiting("job-1")));
      server.plan(Stage.CANCEL, answer);
      server.onPoll(call::cancel);
      CancelledCallException end =
          assertThrows(CancelledCallException.class, () -> session.fuse(request(), call), what);
      assertEquals(Delivery.ACCEPTED, end.delivery(), what);
      assertEquals(List.of(), call.ends(), "what it says has ended, after " + what);
    }
  }

  @Test
  final void believesARefusalThatIsDocumented() throws IOException {
    for (Refused refused : refused()) {
      assertEquals(
          Delivery.REJECTED, refusal(refused.status, refused.body).delivery(), "" + refused);
    }
  }

  @Test
  final void believesNoRefusalThatNamesAJobOrCountsImages() throws IOException {
    for (Refused refused : refused()) {
      List<String> contradictions = new ArrayList<>(used().stream().toList());
      contradictions.add(inner(accepted("job-1", URI.create("SERVICE"))));
      for (String each : contradictions) {
        String body = "{" + each + "," + inner(refused.body) + "}";
        assertEquals(Delivery.UNKNOWN, refusal(refused.status, body).delivery(), body);
      }
    }
  }

  private static String inner(String object) {
    return object.substring(object.indexOf('{') + 1, object.lastIndexOf('}'));
  }

  /** What a refusal of the request ends with, once; an address of the service is filled in. */
  private FusionException refusal(int status, String body) throws IOException {
    RecordingCall call = new RecordingCall(Files.createTempDirectory(folder, "refused"));
    try (JobServer server = new JobServer(this);
        ProviderSession session = open(server)) {
      Answer answer = Answer.errorBody(status, body.replace("SERVICE", "" + server.address()));
      for (int i = 0; i < 9; i++) {
        server.plan(Stage.SUBMIT, answer);
      }
      FusionException failure =
          assertThrows(FusionException.class, () -> session.fuse(request(), call), body);
      boolean again = failure.retry().kind() == RetryAdvice.Kind.SAFE;
      assertTrue(again || server.count(Stage.SUBMIT) == 1, "sent again: " + body);
      assertEquals(List.of(), call.jobs(), body);
      return failure;
    }
  }

  @Test
  final void believesNoEndWithoutCostThatCountsImages() throws IOException {
    if (failedFree("job-1").isEmpty() || used().isEmpty()) {
      return;
    }
    RecordingCall call = new RecordingCall(folder);
    try (JobServer server = new JobServer(this);
        ProviderSession session = open(server)) {
      String body = "{" + used().get() + "," + inner(failedFree("job-1").get()) + "}";
      server.plan(Stage.POLL, Answer.json(body));
      FusionException failure =
          assertThrows(FusionException.class, () -> session.fuse(request(), call));
      assertEquals(Delivery.UNKNOWN, failure.delivery(), body);
      assertEquals(List.of(), call.ends(), "what it says has ended");
    }
  }

  @Test
  final void takesAJobUpAgainWithoutSendingARequest() throws IOException {
    RecordingCall before = new RecordingCall(Files.createDirectory(folder.resolve("before")));
    RecordingCall call = new RecordingCall(Files.createDirectory(folder.resolve("after")));
    try (JobServer server = new JobServer(this);
        ProviderSession session = open(server)) {
      server.plan(Stage.POLL, Answer.empty(401));
      assertThrows(FusionException.class, () -> session.fuse(request(), before));
      session.resume(before.jobs().get(0), asked(), call);
      assertAll(
          () -> assertEquals(1, server.count(Stage.SUBMIT), "times sent"),
          () -> assertEquals(List.of("image-0"), call.files()));
    }
  }

  @Test
  final void sendsNothingThatTheCallRefuses() throws IOException {
    FusionException.Failure failure = FusionException.Failure.notSent(provider().id());
    RecordingCall call =
        new RecordingCall(folder).refusing(new FusionException("no ticket is kept", failure));
    try (JobServer server = new JobServer(this);
        ProviderSession session = open(server)) {
      FusionException thrown =
          assertThrows(FusionException.class, () -> session.fuse(request(), call));
      assertAll(
          () -> assertEquals(Delivery.NOT_SENT, thrown.delivery()),
          () -> assertEquals(1, call.sent().size(), "times asked"),
          () -> assertEquals(0, server.count(Stage.SUBMIT), "times sent"));
    }
  }

  @Test
  final void everyFaultAtEveryStageIsJudgedAsTheTableSays() throws Exception {
    new JobMatrix(this, folder).check();
  }
}
