package io.github.maskloom.recorded;

import static io.github.maskloom.recorded.Answers.AT_ONCE;
import static io.github.maskloom.recorded.Answers.IMAGE;
import static io.github.maskloom.recorded.Answers.LINK;
import static io.github.maskloom.recorded.Answers.error;
import static io.github.maskloom.recorded.Answers.json;
import static io.github.maskloom.recorded.Recorder.source;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.flux.FluxOptions;
import io.github.maskloom.flux.FluxProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** See {@link Recorder}. */
class FluxRecordingTest {
  private static final String MODEL = "flux-pro-1.0-fill";
  private static final String POLL = "http://127.0.0.1:{port}/v1/get_result?id=job-1";

  /** As the service's pages have it. */
  private static final Jobs.Wire WIRE =
      new Jobs.Wire() {
        @Override
        public String accepted() {
          return acceptedAt(POLL);
        }

        @Override
        public String state(String state) {
          return "{'id':'job-1','status':'" + state + "','result':null}";
        }

        @Override
        public String done(List<String> links) {
          String sample = links.isEmpty() ? "null" : "'" + links.get(0) + "'";
          return "{'id':'job-1','status':'Ready','result':{'sample':" + sample + ",'seed':123}}";
        }

        @Override
        public String error(String code, String message) {
          return errorOf(code, message);
        }

        @Override
        public String details() {
          return "{\"poll\":\"" + POLL + "\"}";
        }
      };

  private final Recorder calls =
      new Recorder(
          "flux",
          address ->
              FluxProvider.config()
                  .withApiKey(Recorder.KEY)
                  .withBaseUrl(address)
                  .withRetries(AT_ONCE),
          "photo.jpg",
          request -> request.mask(source("mask.png")).wholeAnswer(),
          json(WIRE.accepted()),
          json(WIRE.state("Pending")),
          json(WIRE.done(List.of(LINK))),
          IMAGE);

  private static String acceptedAt(String poll) {
    return "{'id':'job-1','polling_url':'" + poll + "','cost':5.0}";
  }

  private static String errorOf(String code, String message) {
    return "{'error':'" + code + "','message':'" + message + "','retry_after':5}";
  }

  @Test
  void isAsRecorded(@TempDir Path folder) throws Exception {
    calls.answered("plain");
    addRequests();
    addRefusals();
    addErrors();
    Jobs jobs = new Jobs(calls, WIRE);
    for (String state : List.of("Request Moderated", "Content Moderated", "Error", "Failed")) {
      jobs.polled("ended as " + state, json(WIRE.state(state)), Answers.error(410, "{}"));
    }
    jobs.polled(
        "ended with reasons",
        json(
            "{'id':'job-1','status':'Content Moderated','result':null,"
                + "'details':{'Moderation Reasons':['Derivative Works Filter']}}"));
    for (String poll : List.of("https://api.eu.bfl.ai/v1/get_result?id=job-1", "no address")) {
      calls.answered("accepted at " + poll, json(acceptedAt(poll)));
    }
    jobs.add(jobs.ticket("flux", MODEL, "photo.jpg", "mask.png"), "Pending", "Task not found");
    Answers.addFaults(calls, FluxRecordingTest::errorOf, 429, "rate_limit_exceeded");
    calls.check(folder);
  }

  private void addRequests() {
    calls.configured("model of the configuration", config -> config.withModel("flux-pro-2.0-fill"));
    calls.configured("no key", config -> config.withApiKey(() -> ""));
    calls.configured("image at another host", Answers.ELSEWHERE);
    calls.configured("no connection", config -> config.withBaseUrl(Answers.NOWHERE));
    calls.option("model of the request", FluxOptions.NONE.withModel("flux-pro-2.0-fill"));
    calls.option("steps", FluxOptions.NONE.withSteps(30));
    calls.option("guidance", FluxOptions.NONE.withGuidance(50.75));
    calls.option("seed", FluxOptions.NONE.withSeed(123));
    calls.option("promptUpsampling", FluxOptions.NONE.withPromptUpsampling(true));
    calls.option("outputFormat", FluxOptions.NONE.withOutputFormat("png"));
    calls.option("safetyTolerance", FluxOptions.NONE.withSafetyTolerance(2));
    calls.option("field", FluxOptions.NONE.withField("finetune", List.of("a", 1)));
    calls.asked("restored", request -> request.restore(RestoreOptions.DEFAULT));
    calls.asked("focused", request -> request.restore(RestoreOptions.DEFAULT).focus());
    calls.asked("no prompt", request -> request.prompt(""));
    calls.asked("prompt to be escaped", request -> request.prompt("a \"b\" \\ \n\t \u0001 沙发 😀"));
  }

  private void addRefusals() {
    calls.asked("refused: two images", request -> request.count(2));
    calls.asked("refused: link", r -> r.reference(URI.create("https://host.example/a.png")));
    calls.ofPhoto("unchecked", config -> config.withChecks(false), "photo.jpg", request -> request);
    calls.call(
        "unchecked steps",
        config -> config.withChecks(false),
        request -> request.options(FluxOptions.NONE.withSteps(14)));
  }

  private void addErrors() {
    calls.answered("words of its framework", error(403, "{'detail':'Not authenticated'}"));
    calls.answered(
        "words of a check",
        error(
            422, "{'detail':[{'loc':['body','steps'],'msg':'Input should be less','type':'x'}]}"));
    calls.answered("model that is missing", error(404, "{'detail':'Not Found'}"));
  }
}
