package io.github.maskloom.recorded;

import static io.github.maskloom.recorded.Answers.AT_ONCE;
import static io.github.maskloom.recorded.Answers.IMAGE;
import static io.github.maskloom.recorded.Answers.LINK;
import static io.github.maskloom.recorded.Answers.json;
import static io.github.maskloom.recorded.Recorder.source;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.dashscope.DashScopeOptions;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.server.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** See {@link Recorder}. */
class DashScopeRecordingTest {
  private static final String MODEL = "wanx2.1-imageedit";

  /** As the service's pages have it. */
  private static final Jobs.Wire WIRE =
      new Jobs.Wire() {
        @Override
        public String accepted() {
          return state("PENDING");
        }

        @Override
        public String state(String state) {
          return "{'output':{'task_status':'"
              + state
              + "','task_id':'job-1'},'request_id':'4909100c-7b5a'}";
        }

        @Override
        public String done(List<String> links) {
          return links.stream()
              .map(link -> "{'url':'" + link + "'}")
              .collect(
                  Collectors.joining(
                      ",",
                      "{'request_id':'eeef0935','output':{'task_id':'job-1',"
                          + "'task_status':'SUCCEEDED','results':[",
                      "]},'usage':{'image_count':" + links.size() + "}}"));
        }

        @Override
        public String error(String code, String message) {
          return errorOf(code, message);
        }

        @Override
        public String details() {
          return "{}";
        }
      };

  private final Recorder calls =
      new Recorder(
          "dashscope",
          DashScopeRecordingTest::service,
          "photo.jpg",
          request -> request.mask(source("mask.png")).wholeAnswer(),
          json(WIRE.accepted()),
          json(WIRE.state("RUNNING")),
          json(WIRE.done(List.of(LINK))),
          IMAGE);

  /** The model takes small images too, which are quicker. */
  private static HttpConfig service(URI address) {
    Model known = DashScopeProvider.config().models().find(MODEL).orElseThrow();
    Model small = known.withInputLimits(known.images().limits().withMinSide(1));
    return DashScopeProvider.config()
        .withApiKey(Recorder.KEY)
        .withBaseUrl(address)
        .withModels(ModelTable.of(small))
        .withRetries(AT_ONCE);
  }

  private static String errorOf(String code, String message) {
    return "{'request_id':'1','code':'" + code + "','message':'" + message + "'}";
  }

  @Test
  void isAsRecorded(@TempDir Path folder) throws Exception {
    calls.answered("plain");
    addRequests();
    addErrors();
    Jobs jobs = new Jobs(calls, WIRE);
    addEnds(jobs);
    jobs.add(jobs.ticket("dashscope", MODEL, "photo.jpg", "mask.png"), "PENDING", "UNKNOWN");
    Answers.addFaults(calls, DashScopeRecordingTest::errorOf, 429, "Throttling");
    calls.check(folder);
  }

  private void addRequests() {
    large("model that is known", config -> config.withModels(DashScopeProvider.config().models()));
    large("model of the configuration", config -> config.withModel("wan-9"));
    calls.option("model of the request", DashScopeOptions.NONE.withModel("wan-9"));
    calls.configured(
        "refused: small photo", config -> config.withModels(DashScopeProvider.config().models()));
    calls.configured("no key", config -> config.withApiKey(() -> ""));
    calls.configured("image at another host", Answers.ELSEWHERE);
    calls.configured("no connection", config -> config.withBaseUrl(Answers.NOWHERE));
    calls.option("seed", DashScopeOptions.NONE.withSeed(7));
    calls.option("watermark", DashScopeOptions.NONE.withWatermark(true));
    calls.option("parameter", DashScopeOptions.NONE.withField("list", List.of("a", 1)));
    calls.asked("restored", request -> request.restore(RestoreOptions.DEFAULT));
    calls.asked("focused", request -> request.restore(RestoreOptions.DEFAULT).focus());
    calls.asked("no prompt", request -> request.prompt(""));
    calls.asked("prompt to be escaped", request -> request.prompt("a \"b\" \\ \n\t \u0001 沙发 😀"));
    Answer two = json(WIRE.done(List.of(LINK, LINK)));
    calls.asked("two images", r -> r.count(2), json(WIRE.accepted()), two, IMAGE);
    String partly =
        WIRE.done(List.of(LINK))
            .replace("'results':[", "'results':[{'code':'InternalError.Timeout','message':'no'},");
    calls.asked(
        "two images, one made", r -> r.count(2), json(WIRE.accepted()), json(partly), IMAGE);
    calls.asked("refused: reference", request -> request.reference(source("reference.png")));
    calls.asked("refused: size", request -> request.size(OutputSize.named("2K")));
    calls.ofPhoto("unchecked", config -> config.withChecks(false), "photo.jpg", request -> request);
  }

  private void large(String name, UnaryOperator<HttpConfig> config) {
    calls.ofPhoto(name, config, "large.jpg", r -> r.mask(source("large-mask.png")).wholeAnswer());
  }

  private void addErrors() {
    Answers.addRefusals(
        calls,
        DashScopeRecordingTest::errorOf,
        """
        400 InvalidParameter InvalidParameter.DataInspection BadRequest BadRequest.TooLarge
        400 InvalidURL InvalidURL.Timeout InvalidFile InvalidImage InvalidImageResolution
        400 InvalidImageFormat InvalidInputLength UnsupportedOperation DataInspectionFailed
        400 IPInfringementSuspect CustomRoleBlocked FaqRuleBlocked Arrearage
        401 InvalidApiKey
        403 AccessDenied AccessDenied.Unpurchased Model.AccessDenied Workspace.AccessDenied
        403 AllocationQuota.FreeTierOnly
        404 ModelNotFound WorkSpaceNotFound
        429 Throttling Throttling.RateQuota LimitRequests CommodityNotPurchased
        429 PrepaidBillOverdue PostpaidBillOverdue
        500 InternalError InternalError.Timeout SystemError ModelServiceFailed
        500 ModelServingError RequestTimeOut
        503 ModelServingError ModelUnavailable
        """);
  }

  private static void addEnds(Jobs jobs) {
    String codes =
        "InvalidParameter DataInspectionFailed IPInfringementSuspect InternalError.Timeout"
            + " Throttling Unheard";
    for (String code : codes.split(" ", -1)) {
      jobs.polled(
          "failed by " + code,
          json(
              "{'request_id':'e5d70b02','output':{'task_id':'job-1','task_status':'FAILED','code':'"
                  + code
                  + "','message':'not like this'}}"));
    }
    jobs.polled("cancelled by somebody", json(WIRE.state("CANCELED")));
    jobs.polled("suspended", json(WIRE.state("SUSPENDED")), json(WIRE.done(List.of(LINK))), IMAGE);
  }
}
