package io.github.maskloom.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Over 200 answers that refuse a request. Whatever a request is answered with, it may be queued,
 * unless the service says otherwise by a code that it documents, or lets nobody in (401). A job
 * that an answer names is kept, for what it is worth.
 */
record RefusalMatrix(JobProviderContract service) {
  private static final int[] STATUSES = {
    302, 400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 499, 500, 502, 503, 504
  };

  /** How often a status is tried where a machine is too slow for the patience of the contract. */
  private static final int TRIES = 3;

  /** What a careless service says: all that it was sent. */
  static final String ECHO = JobProviderContract.KEY + " " + JobProviderContract.PROMPT;

  /** What may stand beside a refusal. */
  private static final String BESIDE = ",\"x\":{\"error\":\"" + ECHO + "\"}";

  void check() throws IOException {
    List<String> faults = new ArrayList<>();
    for (int status : STATUSES) {
      faults.addAll(faults(status, TRIES));
    }
    assertEquals("", String.join("\n", faults));
  }

  private List<String> faults(int status, int tries) throws IOException {
    List<String> faults = new ArrayList<>();
    try (ServiceTrial<JobServer, ProviderConfig> trial = service.trial()) {
      for (String body : bodies(trial.server().address())) {
        int before = trial.server().count(Stage.SUBMIT);
        int times = row(status, body).map(RefusalRow::times).orElse(1);
        trial.server().plan(Stage.SUBMIT, times, Answer.errorBody(status, body));
        FusionException failure = trial.failure(service.request());
        if (failure instanceof FusionTransportException && tries > 1) {
          return faults(status, tries - 1);
        }
        String said = failure + " " + failure.getCause();
        JobMatrix.assertSecret(said);
        if (!isRight(status, body, failure.delivery(), trial)
            || trial.server().count(Stage.SUBMIT) != before + times) {
          faults.add(status + " " + body + ": " + said);
        }
      }
    }
    return faults;
  }

  private Optional<RefusalRow> row(int status, String body) {
    return service.rows().stream()
        .filter(each -> each.status() == status)
        .filter(each -> service.errorOf(each.code()).equals(body.replace(BESIDE, "")))
        .findFirst();
  }

  private boolean isRight(
      int status, String body, Delivery delivery, ServiceTrial<JobServer, ProviderConfig> trial)
      throws IOException {
    String named = service.accepted("job-1", trial.server().address());
    boolean denied = status == 401 && isJson(body) && !body.equals(named);
    Delivery right =
        denied
            ? Delivery.REJECTED
            : row(status, body).map(RefusalRow::delivery).orElse(Delivery.UNKNOWN);
    boolean keeps = body.equals(named) && status != 401;
    return delivery == right && trial.call().jobs().isEmpty() != keeps;
  }

  /** Whether a body is JSON to its end, and so no page and nothing that broke off. */
  private static boolean isJson(String body) {
    long depth = body.chars().map(c -> c == '{' ? 1 : c == '}' ? -1 : 0).sum();
    return body.matches("(?s)\\[?\\{[\"}].*") && depth == 0;
  }

  private Set<String> bodies(URI address) {
    Map<Integer, String> codes = new TreeMap<>(Map.of(-2, "timeout", -1, "unheard"));
    service.rows().forEach(row -> codes.putIfAbsent(row.status(), row.code()));
    Set<String> bodies = new LinkedHashSet<>();
    String refusal = "";
    for (String code : codes.values()) {
      refusal = service.errorOf(code);
      String most = refusal.substring(0, refusal.length() - 1);
      bodies.addAll(List.of(refusal, most + BESIDE + "}", most, "[" + refusal + "]"));
    }
    bodies.addAll(List.of(refusal + refusal, service.accepted("job-1", address), "{}", ""));
    for (String form : List.of("<html>%s", "{\"detail\":\"%s\"}", "{\"error\":\"%s\"}")) {
      bodies.add(form.formatted(ECHO));
    }
    bodies.add("{\"error\":{\"code\":\"%s\",\"message\":\"%1$s\"}}".formatted(ECHO));
    return bodies;
  }
}
