package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Every fault at every stage of a job, what is then known of its cost, and what comes of it later.
 */
record JobMatrix(JobProviderContract service, Path folder) {
  /**
   * Stage, outcome, and the faults that lead to it. An outcome is an image, or how far the request
   * got. After {@code UNKNOWN} a ticket without a job names the request. After {@code ACCEPTED} the
   * ticket brings the image; after {@code OVER} the service has ended the job, accepted too. The
   * stage {@code id} is an answer that has the id and then fails. In the stage {@code odd} the id
   * is one that has to be encoded.
   */
  private static final String TABLE =
      """
      submit   image    none
      submit   UNKNOWN  cut reset 400 429 503 html page object endless slow controls long-id
      submit   UNKNOWN  empty-id said-id bidi-id secret dots busy-with-id
      submit   REJECTED 401
      id       image    cut endless slow
      odd      image    words base64 signs path chinese
      poll     image    cut reset 404 429 503 html page object deep long endless slow other
      poll     image    done-of-other
      poll     ACCEPTED 400 401 302
      poll2    image    cut reset 503 other
      poll2    ACCEPTED 401 gone
      result   image    cut reset 404 429 503 html page endless slow
      result   ACCEPTED object 400 401 302 gone
      state    REJECTED free
      state    OVER     failed
      link     ACCEPTED nothing elsewhere file slashes long
      download image    cut 503 slow
      download ACCEPTED 403 404 page endless
      text     ACCEPTED empty
      text     image    words
      restore  ACCEPTED broken
      """;

  /** No answer makes a call read more, but for an image of a megabyte. */
  private static final long MAX_READ = 32 << 20;

  static final int ROWS_AT_ONCE = 8;

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/image.png");
  private static final String BASE64 = Base64.getEncoder().encodeToString(JobWire.IMAGE);
  private static final String JSON = "application/json";
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";

  private record Row(String stage, String fault, String outcome) {
    static Stream<Row> of(String line) {
      List<String> words = List.of(line.strip().split(" +"));
      return words.stream().skip(2).map(fault -> new Row(words.get(0), fault, words.get(1)));
    }

    @Override
    public String toString() {
      return stage + " " + fault;
    }
  }

  void check() throws Exception {
    List<Row> rows = TABLE.lines().flatMap(Row::of).filter(this::isPossible).toList();
    List<Callable<Optional<String>>> trials = new ArrayList<>();
    rows.forEach(row -> trials.add(() -> fault(row)));
    try (HttpProviderContract.Log log = service.listen()) {
      Trials.assertNoFault(ROWS_AT_ONCE, trials);
      assertSecret(log.take());
    }
  }

  private boolean isPossible(Row row) {
    return switch (row.stage) {
      case "state" -> !row.fault.equals("free") || service.failedFree("job-1").isPresent();
      case "result" -> hasResult();
      case "link", "download" -> linksImages();
      case "text" -> !linksImages();
      default -> true;
    };
  }

  /** Images in the answer itself are texts in base64. */
  private boolean linksImages() {
    return !service.done("job-1", NOWHERE).contains(BASE64);
  }

  private boolean hasResult() {
    return service.result(NOWHERE).isPresent();
  }

  private Optional<String> fault(Row row) throws IOException {
    try {
      check(row);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(row + ": " + e.getMessage());
    }
  }

  private void check(Row row) throws IOException {
    JobStore store = JobStore.files(folder.resolve(row.toString().replace(' ', '-')));
    List<String> said = new CopyOnWriteArrayList<>();
    AtomicLong sent = new AtomicLong();
    try (JobServer server = new JobServer(service);
        FusionClient client = open(server, store, said)) {
      plan(row, server, sent);
      String outcome = outcome(client, store, said);
      assertEquals(row.outcome.replace("OVER", "ACCEPTED"), outcome, "outcome, as " + said);
      assertTrue(sent.get() < MAX_READ, "bytes read: " + sent);
      assertSecret(said + store.tickets().stream().map(JobTicket::toJson).toList().toString());
      if (row.outcome.equals("ACCEPTED")) {
        said.add("taken up");
        assertEquals("image", takenUp(client, store, said), "taken up, as " + said);
      }
      int traces = row.outcome.equals("UNKNOWN") ? 1 : 0;
      assertEquals(traces, store.tickets().size(), "tickets in the end");
      assertEquals(1, server.count(Stage.SUBMIT), "times sent");
    }
  }

  FusionClient open(JobServer server, JobStore store, List<String> said) throws IOException {
    return FusionClient.open(
        service.provider(),
        FusionConfig.builder()
            .provider(service.config(server.address()))
            .tempFolder(Files.createDirectories(folder.resolve("temp")))
            .jobs(store)
            .journal(record -> said.add(record.toJson()))
            .build());
  }

  static FusionRequest request() {
    return FusionRequest.builder(ImageSource.of(TestImages.png(1)))
        .mask(ImageSource.of(TestImages.png(2)), MaskConvention.WHITE_EDITS)
        .prompt(JobProviderContract.PROMPT)
        .build();
  }

  /** How a call ended, after it was made sure that everybody has its ticket. */
  private static String outcome(FusionClient client, JobStore store, List<String> said)
      throws IOException {
    try (FusionResult result = client.fuse(request())) {
      assertEquals(store.tickets(), result.ticket().stream().toList(), "tickets of a result");
      assertTrue(Files.exists(result.image().file()), "the image of a result");
      return result.image().unfinished().isPresent() ? "unfinished" : "image";
    } catch (FusionException e) {
      said.add(e + " " + e.getCause());
      for (JobTicket kept : store.tickets()) {
        JobTicket known = kept.job().isPresent() ? kept : null;
        assertEquals(known, e.ticket().orElse(null), "the ticket of the failure " + e);
      }
      return e.delivery().toString();
    }
  }

  static String takenUp(FusionClient client, JobStore store, List<String> said) throws IOException {
    List<JobTicket> tickets = store.tickets();
    assertEquals(1, tickets.size(), "tickets that are kept, as " + said);
    try (FusionResult result = client.resume(tickets.get(0), request()).result()) {
      return Files.exists(result.image().file()) ? "image" : "nothing";
    } catch (MaskloomException e) {
      said.add(e.toString());
      return "failure";
    }
  }

  static void assertSecret(String said) {
    assertTrue(
        !said.contains("velvet") && !said.contains("grandmother"), "the prompt is in " + said);
    assertTrue(!said.contains(JobProviderContract.KEY), "the key is in " + said);
  }

  private void plan(Row row, JobServer server, AtomicLong sent) {
    String accepted = service.accepted("job-1", server.address());
    String waiting = service.waiting("job-1");
    switch (row.stage) {
      case "submit" -> {
        if (!row.fault.equals("none")) {
          server.plan(Stage.SUBMIT, answer(row.fault, accepted, server, sent));
        }
      }
      case "id" -> server.plan(Stage.SUBMIT, behind(row.fault, accepted, sent));
      case "odd" -> planOdd(odd(row.fault), server);
      case "poll" -> server.plan(Stage.POLL, answer(row.fault, waiting, server, sent));
      case "poll2" -> {
        server.plan(Stage.POLL, Answer.json(waiting));
        server.plan(Stage.POLL, times(row), answer(row.fault, waiting, server, sent));
      }
      case "result" -> {
        String result = service.result(NOWHERE).orElseThrow();
        server.plan(Stage.RESULT, times(row), answer(row.fault, result, server, sent));
      }
      case "state" -> server.plan(Stage.POLL, Answer.json(ended(row.fault)));
      case "link" ->
          server.plan(hasResult() ? Stage.RESULT : Stage.POLL, Answer.json(linked(row.fault)));
      case "download" -> server.plan(Stage.DOWNLOAD, download(row.fault, sent));
      case "text" -> server.plan(Stage.POLL, text(row.fault.equals("empty") ? "" : "no image"));
      case "restore" -> {
        byte[] broken = Arrays.copyOf(JobWire.IMAGE, 60);
        server.plan(Stage.DOWNLOAD, Answer.body(200, "image/png", broken));
        if (!linksImages()) {
          server.plan(Stage.POLL, text(Base64.getEncoder().encodeToString(broken)));
        }
      }
      default -> throw new AssertionError(row);
    }
  }

  private static String odd(String kind) {
    return switch (kind) {
      case "words" -> "an id of words";
      case "base64" -> "YWJjZA==";
      case "signs" -> "job@2+a&b=c;d%2F#e";
      case "path" -> "team/7/../job?1";
      default -> "任务 42";
    };
  }

  private void planOdd(String id, JobServer server) {
    server.plan(Stage.SUBMIT, Answer.json(service.accepted(id, server.address())));
    server.plan(Stage.POLL, Answer.json(service.waiting(id)));
    server.plan(Stage.POLL, Answer.json(service.done(id, server.image("job-1"))));
  }

  private String ended(String fault) {
    return fault.equals("free")
        ? service.failedFree("job-1").orElseThrow()
        : service.failed("job-1");
  }

  private String linked(String fault) {
    URI link =
        switch (fault) {
          case "nothing" -> URI.create("nothing");
          case "file" -> URI.create("file:///etc/passwd");
          case "slashes" -> URI.create("//127.0.0.1/image.png");
          case "long" -> URI.create(NOWHERE + "?" + "s".repeat(9000));
          default -> NOWHERE;
        };
    return service.result(link).orElseGet(() -> service.done("job-1", link));
  }

  private static int times(Row row) {
    return row.fault.equals("gone") ? 3 : 1;
  }

  /** Says that the job is done, with a text in place of its image in base64. */
  private Answer text(String image) {
    return Answer.json(service.done("job-1", NOWHERE).replace(BASE64, image));
  }

  private Answer answer(String fault, String whole, JobServer server, AtomicLong sent) {
    return switch (fault) {
      case "cut" -> Answer.cut(JSON, whole.getBytes(UTF_8), 2);
      case "reset" -> Answer.resetAfterBody();
      case "html" -> Answer.htmlPage(502);
      case "page" -> Answer.htmlPage(200);
      case "object" -> Answer.json("{}");
      case "endless" -> Answer.endless(HEAD + "{\"a\":[", "\"AAAAAAAAAAAAAAAA\",", sent);
      case "slow" -> Answer.silence(new CountDownLatch(1));
      case "dots" -> Answer.json(service.accepted("..", server.address()));
      case "busy-with-id" -> Answer.errorBody(503, whole);
      case "controls" -> Answer.json(service.accepted("an\\u001b[2Jid", server.address()));
      case "long-id" -> Answer.json(service.accepted("7".repeat(257), server.address()));
      case "empty-id" -> Answer.json(service.accepted("", server.address()));
      case "said-id" -> Answer.json(service.accepted(RefusalMatrix.ECHO, server.address()));
      case "bidi-id" -> Answer.json(service.accepted("\\u202Ea", server.address()));
      case "deep" -> Answer.json("[".repeat(5000));
      case "long" ->
          Answer.json(DeliveryMatrix.beside(whole, "\"x\":\"" + "x".repeat(2 << 20) + "\""));
      case "secret" ->
          Answer.json(service.accepted("of-" + JobProviderContract.KEY, server.address()));
      case "other" -> Answer.json(service.waiting("job-2"));
      case "done-of-other" -> Answer.json(service.done("job-2", server.image("job-2")));
      case "gone" -> Answer.empty(404);
      default -> Answer.errorBody(Integer.parseInt(fault), "{}");
    };
  }

  private static Answer behind(String fault, String whole, AtomicLong sent) {
    String most = whole.substring(0, whole.length() - 1);
    return switch (fault) {
      case "cut" -> Answer.cut(JSON, whole.getBytes(UTF_8), whole.length() - 1);
      case "endless" -> Answer.endless(HEAD + most + ",\"a\":[", "\"AAAAAAAAAAAAAAAA\",", sent);
      case "slow" -> Answer.stalls(JSON, most.getBytes(UTF_8), new CountDownLatch(1));
      default -> throw new AssertionError(fault);
    };
  }

  private static Answer download(String fault, AtomicLong sent) {
    byte[] image = JobWire.IMAGE;
    return switch (fault) {
      case "cut" -> Answer.cut("image/png", image, image.length / 2);
      case "page" -> Answer.htmlPage(200);
      case "endless" -> Answer.endless(HEAD.replace(JSON, "image/png"), "A".repeat(1 << 10), sent);
      case "slow" -> Answer.silence(new CountDownLatch(1));
      default -> Answer.empty(Integer.parseInt(fault));
    };
  }
}
