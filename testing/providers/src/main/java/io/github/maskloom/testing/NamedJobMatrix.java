package io.github.maskloom.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A job that an answer names, whatever its status: how far the request got, what may be done about
 * it, and that its ticket brings the image wherever the job can be asked for.
 */
record NamedJobMatrix(JobProviderContract service, Path folder) {
  private static final int[] STATUSES = {200, 401, 402, 403, 404, 409, 422, 429, 500, 502, 503};

  /** After these a request that comes again fares no better. */
  private static final Set<Integer> IN_VAIN = Set.of(401, 402, 403, 404, 422);

  /** What becomes of the links that an answer has beside the id of its job. */
  private enum Links {
    PLAIN,
    NONE,
    QUOTED,
    TELLING,
    LONG,
    FOREIGN;

    /** The link to a path below the service's address. */
    String to(URI service, String path) {
      return switch (this) {
        case PLAIN -> service + path;
        case NONE -> "";
        case QUOTED -> service + "/\\\"b\\\"" + path;
        case TELLING -> service + "/" + JobProviderContract.PROMPT.replace(' ', '-') + path;
        case LONG -> service + "/" + "b".repeat(9000) + path;
        case FOREIGN -> "https://elsewhere.test" + path;
      };
    }
  }

  private record Row(int status, Links links) {}

  void check() throws Exception {
    List<Callable<Optional<String>>> trials = new ArrayList<>();
    for (int status : STATUSES) {
      for (Links links : Links.values()) {
        if (links == Links.PLAIN || hasLinks()) {
          trials.add(() -> fault(new Row(status, links)));
        }
      }
    }
    Trials.assertNoFault(JobMatrix.ROWS_AT_ONCE, trials);
  }

  private boolean hasLinks() {
    return service.accepted("job-1", URI.create("SERVICE")).contains("SERVICE");
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
    JobStore store = JobStore.files(folder.resolve("named-" + row.status + row.links));
    List<String> said = new CopyOnWriteArrayList<>();
    JobMatrix matrix = new JobMatrix(service, folder);
    try (JobServer server = new JobServer(service);
        FusionClient client = matrix.open(server, store, said)) {
      server.plan(Stage.SUBMIT, Answer.errorBody(row.status, body(row.links, server.address())));
      boolean isAsked = isAskedFor(row.links);
      if (row.status == 200 && isAsked) {
        client.fuse(JobMatrix.request()).close();
      } else {
        FusionException failure = failure(client);
        said.add(failure + " " + failure.getCause());
        assertJudged(row, isAsked, failure);
        boolean isKept = isAsked && row.status != 401;
        assertEquals(isKept, failure.ticket().flatMap(JobTicket::job).isPresent(), "ticket");
        if (isKept) {
          assertEquals("image", JobMatrix.takenUp(client, store, said), "taken up, as " + said);
        }
      }
      JobMatrix.assertSecret(said.toString());
      assertEquals(1, server.count(Stage.SUBMIT), "times sent");
    }
  }

  private static void assertJudged(Row row, boolean isAsked, FusionException failure) {
    boolean isDenied = row.status == 401 && !isAsked;
    Delivery delivery = isDenied ? Delivery.REJECTED : Delivery.UNKNOWN;
    boolean inVain = IN_VAIN.contains(row.status);
    RetryAdvice.Kind advice = inVain ? RetryAdvice.Kind.NEVER : RetryAdvice.Kind.MAY_BILL_TWICE;
    assertEquals(delivery, failure.delivery(), failure.toString());
    assertEquals(advice, failure.retry().kind(), failure.toString());
    List<String> ids = failure.failure().serverRequestIds();
    assertTrue(ids.contains("job-1"), "told are " + ids);
  }

  private static FusionException failure(FusionClient client) throws IOException {
    try (FusionResult result = client.fuse(JobMatrix.request())) {
      throw new AssertionError("no failure, but " + result);
    } catch (FusionException e) {
      return e;
    }
  }

  /** Whether the service can be asked for a job that is named so. */
  private boolean isAskedFor(Links links) {
    return switch (links) {
      case PLAIN, QUOTED -> true;
      case NONE, TELLING, LONG -> service.isPolledAtPath();
      case FOREIGN -> false;
    };
  }

  private String body(Links links, URI address) {
    StringBuilder body = new StringBuilder();
    String accepted = service.accepted("job-1", address);
    int done = 0;
    for (int at = accepted.indexOf(address + "/"); at >= 0; ) {
      int end = accepted.indexOf('"', at);
      String path = accepted.substring(at + address.toString().length(), end);
      body.append(accepted, done, at).append(links.to(address, path));
      done = end;
      at = accepted.indexOf(address + "/", end);
    }
    return body.append(accepted.substring(done)).toString();
  }
}
