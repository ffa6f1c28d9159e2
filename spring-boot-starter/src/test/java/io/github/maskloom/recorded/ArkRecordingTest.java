package io.github.maskloom.recorded;

import static io.github.maskloom.recorded.Answers.AT_ONCE;
import static io.github.maskloom.recorded.Answers.BASE64;
import static io.github.maskloom.recorded.Answers.BROKEN;
import static io.github.maskloom.recorded.Answers.IMAGE;
import static io.github.maskloom.recorded.Answers.LINK;
import static io.github.maskloom.recorded.Answers.error;
import static io.github.maskloom.recorded.Answers.event;
import static io.github.maskloom.recorded.Answers.events;
import static io.github.maskloom.recorded.Answers.json;
import static io.github.maskloom.recorded.LoopbackService.CANCELS;
import static io.github.maskloom.recorded.Recorder.source;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.ark.ArkOptions;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.testing.internal.server.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** See {@link Recorder}. */
class ArkRecordingTest {
  private static final String PRO = "doubao-seedream-5-0-pro-260628";
  private static final String V5_5 = "doubao-seedream-5-5-261028";
  private static final String LITE = "seedream-5-0-260128";
  private static final String V4_5 = "seedream-4-5-251128";
  private static final String V3 = "seedream-3-0-t2i-250415";
  private static final String EDIT_3 = "doubao-seededit-3-0-i2i-250628";

  private static final String LINKED = "{'url':'" + LINK + "','size':'64x48'}";
  private static final String HELD = "{'b64_json':'" + BASE64 + "','size':'64x48'}";
  private static final String USAGE =
      "'usage':{'generated_images':1,'output_tokens':9,'total_tokens':9}";
  private static final String REFUSED =
      "{'error':{'code':'OutputImageSensitiveContentDetected','message':'may be sensitive'}}";
  private static final Answer MADE = images(HELD);

  private final Recorder calls =
      new Recorder(
          "ark", ArkRecordingTest::service, "photo.jpg", request -> request, images(LINKED), IMAGE);

  private static HttpConfig service(URI address) {
    return ArkProvider.config().withApiKey(Recorder.KEY).withBaseUrl(address).withRetries(AT_ONCE);
  }

  private static Answer images(String... elements) {
    return json(
        "{'model':'m-1','created':1757321139,'data':[%s],%s}"
            .formatted(String.join(",", elements), USAGE));
  }

  private static ArkOptions options(String model) {
    return ArkOptions.NONE.withModel(model);
  }

  private void group(String name, int count, Answer... answers) {
    calls.call(name, config -> config.withModel(V4_5), request -> request.count(count), answers);
  }

  private void streamed(String name, int count, Answer... answers) {
    ArkOptions options = options(V4_5).withStream(true);
    calls.asked(name, request -> request.count(count).options(options), answers);
  }

  @Test
  void isAsRecorded(@TempDir Path folder) throws Exception {
    calls.answered("plain");
    addModels();
    addOptions();
    addRequests();
    addRefusals();
    addImages();
    addStreams();
    addErrors();
    calls.check(folder);
  }

  private void addModels() {
    calls.models(ArkProvider.config(), "ep-20261001-abcde", MADE);
    calls.configured("key with blanks", config -> config.withApiKey("a b"));
    calls.configured(
        "key whose supplier fails",
        config ->
            config.withApiKey(
                () -> {
                  throw new IllegalStateException("the vault is shut");
                }));
    calls.configured("no key", config -> config.withApiKey(() -> ""));
    calls.configured("image at another host", Answers.ELSEWHERE);
    calls.configured("no connection", config -> config.withBaseUrl(Answers.NOWHERE));
  }

  private void addOptions() {
    calls.values("responseFormat", options(PRO)::withResponseFormat, "url", "b64_json");
    calls.values("outputFormat", options(PRO)::withOutputFormat, "jpeg", "png");
    calls.values(
        "sequentialImageGeneration",
        options(V4_5)::withSequentialImageGeneration,
        "auto",
        "disabled");
    calls.values("optimizePromptMode", options(PRO)::withOptimizePromptMode, "standard", "fast");
    calls.values("background", options(V5_5)::withBackground, "transparent", "opaque", "auto");
    for (boolean each : new boolean[] {true, false}) {
      calls.option("watermark " + each, options(PRO).withWatermark(each));
      calls.option("optimizePrompt " + each, options(PRO).withOptimizePrompt(each));
      calls.option("webSearch " + each, options(LITE).withWebSearch(each));
      calls.option("stream " + each, options(V4_5).withStream(each));
      calls.option("layerDecomposition " + each, options(PRO).withLayerDecomposition(each));
    }
    calls.option("maxImages", options(V4_5).withSequentialImageGeneration("auto").withMaxImages(4));
    calls.option("seed and guidanceScale", options(EDIT_3).withSeed(7).withGuidanceScale(5.5));
    calls.option(
        "extras",
        ArkOptions.NONE
            .withModel("ep-1")
            .withField("nested", Map.of("list", List.of("a", 1, true, 0.5)))
            .withField("watermark", false)
            .withField("layer_decomposition", true));
    calls.ofPhoto(
        "layers of a large photo",
        config -> config,
        "large.jpg",
        request ->
            request
                .options(options(V5_5).withLayerDecomposition(true))
                .size(OutputSize.named("auto")),
        images(HELD, HELD, HELD));
    calls.ofPhoto(
        "transparency that is there",
        config -> config,
        "cutout.png",
        request -> request.options(options(PRO).withBackground("transparent")));
  }

  private void addRequests() {
    calls.asked("size in pixels", request -> request.size(OutputSize.of(2048, 1024)));
    for (String size : List.of("1K", "1.5K", "2K", "4K", "adaptive")) {
      calls.asked("size " + size, request -> request.size(OutputSize.named(size)));
    }
    calls.asked("size too small", request -> request.size(OutputSize.of(100, 100)));
    calls.asked("one reference", request -> request.reference(source("reference.png")));
    calls.asked("nine references", Recorder.references(9));
    calls.asked("ten references", Recorder.references(10));
    calls.asked(
        "references by link and image",
        request ->
            request
                .reference(URI.create("https://host.example/sofa.png?sig=1"))
                .reference(source("reference.png")));
    calls.asked("mask", request -> request.mask(source("mask.png")).wholeAnswer());
    calls.asked("mask, restored", request -> request.mask(source("mask.png")));
    calls.asked("mask, focused", request -> request.mask(source("mask.png")).focus());
    calls.asked(
        "mask, filled",
        request ->
            request
                .mask(source("mask.png"))
                .maskOptions(MaskOptions.DEFAULT.withFillEnclosed(true))
                .wholeAnswer());
    calls.asked("no prompt", request -> request.prompt(""));
    calls.asked("prompt to be escaped", request -> request.prompt("a \"b\" \\ \n\t \u0001 沙发 😀"));
    calls.asked("long prompt", request -> request.prompt("sofa ".repeat(2000)));
    calls.asked("two images, one a call", request -> request.count(2));
    calls.asked(
        "two images in two calls", request -> request.count(2).severalCalls(true), MADE, MADE);
    calls.asked(
        "two images in two calls, one fails",
        request -> request.count(2).severalCalls(true),
        MADE,
        error(400, errorOf("InvalidParameter", "no")));
    for (int count : new int[] {2, 14, 15}) {
      group("group of " + count, count, images(HELD, HELD));
    }
  }

  private void addRefusals() {
    calls.option("refused: groups", options(PRO).withSequentialImageGeneration("auto"));
    calls.option("refused: maxImages", options(PRO).withMaxImages(2));
    calls.option("refused: too many maxImages", options(V4_5).withMaxImages(16));
    calls.option("refused: negative seed", options(EDIT_3).withSeed(-2));
    calls.option("refused: guidanceScale", options(PRO).withGuidanceScale(2));
    calls.option("refused: photo for a model without", options(V3).withSeed(1));
    ArkOptions unknown = options(V4_5).withSeed(-7).withMaxImages(99).withStream(true);
    calls.call("unchecked", config -> config.withChecks(false), r -> r.options(unknown), MADE);
    calls.call(
        "unchecked, of another size",
        config -> config.withChecks(false),
        request -> request.options(unknown).size(OutputSize.named("9K")),
        MADE);
  }

  private void addImages() {
    calls.answered("link that expired", images(LINKED), Answer.errorBody(403, "<Error/>"));
    calls.answered(
        "link that fails twice", images(LINKED), Answer.empty(500), Answer.empty(502), IMAGE);
    calls.answered(
        "link that leads on", images(LINKED), Answer.redirect(302, "/images/b.png"), IMAGE);
    calls.answered("link that is none", images("{'url':'no link'}"));
    calls.answered("link to a page", images(LINKED), Answer.htmlPage(200));
    calls.answered("image that is broken", images("{'b64_json':'" + BROKEN + "'}"));
    calls.answered("image that is no base64", images("{'b64_json':'????'}"));
    calls.answered("element without image", images("{}"));
    calls.answered("cancelled while an image is fetched", images(LINKED), CANCELS);
    calls.answered("surplus links", images(LINKED, LINKED, LINKED), IMAGE);
    calls.answered("surplus images", images(HELD, HELD, HELD));
    calls.answered("refused image", images(REFUSED));
    calls.answered("refused image that is free", json("{'data':[" + REFUSED + "]}"));
    calls.answered("refused image, then one", images(REFUSED, HELD));
    group("group with one refused", 3, images(HELD, REFUSED, HELD));
    group("group with a dead link", 2, images(HELD, LINKED), Answer.empty(404));
    group("group that is refused", 2, images(REFUSED, REFUSED));
    group("group of fewer", 3, images(HELD));
    calls.answered(
        "image and an error",
        json("{'data':[" + HELD + "],'error':{'code':'InternalServiceError'}}"));
    calls.answered(
        "error and usage",
        json("{'error':{'code':'InternalServiceError','message':'no'}," + USAGE + "}"));
    calls.answered(
        "image at 500",
        error(500, "{'error':{'code':'InternalServiceError'},'data':[" + HELD + "]}"));
    calls.answered(
        "all that was used",
        json(
            "{'data':["
                + HELD
                + "],'usage':{'generated_images':1,'tool_usage':{'web_search':2}}}"));
    byte[] cut = ("{\"data\":[{\"b64_json\":\"" + BASE64).getBytes(UTF_8);
    calls.answered("breaks off in an image", Answer.cut("application/json", cut, cut.length - 9));
  }

  private void addStreams() {
    String first = image(0, HELD);
    String second = image(1, HELD);
    String end =
        event("image_generation.completed", "{'type':'image_generation.completed'," + USAGE + "}");
    String done = "data: [DONE]\n\n";
    String failed =
        event(
            "image_generation.partial_failed",
            "{'image_index':1,'error':{'code':'InternalServiceError','message':'no'}}");
    String error = "data: {'error':{'code':'InvalidParameter','message':'wrong'}}\n\n";
    streamed("stream of two", 2, events(first, second, end, done));
    streamed("stream with links", 2, events(image(0, LINKED), image(1, LINKED), end), IMAGE);
    streamed("stream out of order", 2, events(second, first, end));
    streamed("stream with one failed", 2, events(first, failed, end));
    streamed("stream without an end", 2, events(first));
    streamed("stream with an error behind", 2, events(first, error));
    streamed("stream with an error", 2, events(error));
    streamed("stream with an error event", 2, events(event("error", "{'code':'BadRequest'}")));
    streamed("stream with surplus", 2, events(first, second, image(2, LINKED), end));
    streamed(
        "stream with other events", 2, events(": hi\n\n", event("x", "{}"), first, second, end));
    streamed("stream that is empty", 2, events(""));
    streamed("stream answered in JSON", 2, images(HELD, HELD));
    streamed("stream refused", 2, error(400, errorOf("InvalidParameter", "no")));
  }

  private static String image(int index, String element) {
    return event(
        "image_generation.partial_succeeded",
        "{'type':'image_generation.partial_succeeded','model':'m-1','image_index':"
            + index
            + ","
            + element.substring(1));
  }

  private static String errorOf(String code, String message) {
    return "{'error':{'code':'%s','message':'%s','param':'','type':''}}".formatted(code, message);
  }

  private void addErrors() {
    calls.configured(
        "retired model that is missing",
        config -> config.withModel("doubao-seedream-4-5-251128"),
        error(404, errorOf("InvalidEndpointOrModel.NotFound", "no such model")));
    calls.answered("overloaded, then made", error(429, errorOf("ServerOverloaded", "no")), MADE);
    calls.answered("text as an error", error(500, "{'error':'upstream timeout'}"));
    Answers.addFaults(calls, ArkRecordingTest::errorOf, 429, "ServerOverloaded");
  }
}
