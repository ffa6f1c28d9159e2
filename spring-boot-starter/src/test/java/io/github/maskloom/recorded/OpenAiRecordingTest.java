package io.github.maskloom.recorded;

import static io.github.maskloom.recorded.Answers.AT_ONCE;
import static io.github.maskloom.recorded.Answers.BASE64;
import static io.github.maskloom.recorded.Answers.BROKEN;
import static io.github.maskloom.recorded.Answers.ELSEWHERE;
import static io.github.maskloom.recorded.Answers.IMAGE;
import static io.github.maskloom.recorded.Answers.LINK;
import static io.github.maskloom.recorded.Answers.ONCE;
import static io.github.maskloom.recorded.Answers.error;
import static io.github.maskloom.recorded.Answers.event;
import static io.github.maskloom.recorded.Answers.events;
import static io.github.maskloom.recorded.Answers.json;
import static io.github.maskloom.recorded.LoopbackService.CANCELS;
import static io.github.maskloom.recorded.Recorder.source;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.openai.OpenAiDialect;
import io.github.maskloom.openai.OpenAiOptions;
import io.github.maskloom.openai.OpenAiProvider;
import io.github.maskloom.testing.internal.server.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** See {@link Recorder}. */
class OpenAiRecordingTest {
  private static final String V2 = "gpt-image-2";
  private static final String V2_5 = "gpt-image-2.5-flare";
  private static final String V2_6 = "gpt-image-2.6-flare";
  private static final String V1_5 = "gpt-image-1.5";

  private static final String HELD = "{'b64_json':'" + BASE64 + "'}";
  private static final String LINKED = "{'url':'" + LINK + "'}";
  private static final String USAGE =
      "'usage':{'total_tokens':100,'input_tokens':50,'output_tokens':50,"
          + "'input_tokens_details':{'text_tokens':10,'image_tokens':40}}";
  private static final Answer MADE = images(HELD);

  @TempDir private Path folder;

  private static Recorder recorder(
      String name, OpenAiDialect dialect, UnaryOperator<HttpConfig> setting) {
    return new Recorder(
        name,
        address ->
            setting.apply(OpenAiProvider.config(dialect).withBaseUrl(address).withRetries(AT_ONCE)),
        "photo.jpg",
        request -> request.mask(source("mask.png")).wholeAnswer(),
        MADE);
  }

  private static Answer images(String... elements) {
    return json(
        "{'created':1713833628,'size':'64x48','data':[%s],%s}"
            .formatted(String.join(",", elements), USAGE));
  }

  private static String errorOf(String code, String message) {
    return typed("", code, message);
  }

  private static String typed(String type, String code, String message) {
    String shown = code.isEmpty() ? "null" : "'" + code + "'";
    return "{'error':{'message':'%s','type':'%s','param':null,'code':%s}}"
        .formatted(message, type, shown);
  }

  private static String moderated(String stage) {
    return "{'error':{'message':'no','type':'image_generation_user_error','code':'moderation_blocked',"
        + "'moderation_details':{'moderation_stage':'"
        + stage
        + "','categories':['violence']}}}";
  }

  private static OpenAiOptions options(String model) {
    return OpenAiOptions.NONE.withModel(model);
  }

  @Test
  void openAiIsAsRecorded() throws Exception {
    Recorder calls =
        recorder("openai", OpenAiDialect.OPENAI, config -> config.withApiKey(Recorder.KEY));
    calls.answered("plain");
    addModels(calls);
    addOptions(calls);
    addRequests(calls);
    addRefusals(calls);
    addImages(calls);
    addStreams(calls);
    addErrors(calls);
    Answers.addFaults(calls, OpenAiRecordingTest::errorOf, 429, "rate_limit_exceeded");
    calls.check(folder);
  }

  @Test
  void azureIsAsRecorded() throws Exception {
    Recorder calls =
        recorder(
            "openai-azure",
            OpenAiDialect.AZURE,
            config -> config.withApiKey(Recorder.KEY).withModel("rooms"));
    calls.answered("plain");
    calls.configured("no key", config -> config.withApiKey(() -> ""));
    calls.configured(
        "version", config -> config.withSetting(OpenAiProvider.API_VERSION, "2025-04-01-preview"));
    calls.asked("link", request -> request.reference(URI.create("https://host.example/a.png")));
    calls.configured("known model", config -> config.withModel(V2));
    calls.option("quality", OpenAiOptions.NONE.withQuality("high"));
    Answers.addStatuses(calls, OpenAiRecordingTest::errorOf, 429, "RateLimitReached");
    calls.check(folder);
  }

  @Test
  void sdServerIsAsRecorded() throws Exception {
    Recorder calls = recorder("openai-sd-server", OpenAiDialect.SD_SERVER, config -> config);
    calls.answered("plain");
    calls.configured("key", config -> config.withApiKey(Recorder.KEY));
    calls.asked("two images", request -> request.count(2), images(HELD, HELD));
    calls.asked("references", request -> request.reference(source("reference.png")));
    calls.asked("size", request -> request.size(OutputSize.of(512, 768)));
    calls.asked("size off the grid", request -> request.size(OutputSize.of(500, 768)));
    calls.asked("prompt with settings", request -> request.prompt("a <sd_cpp_extra_args>{}"));
    calls.option(
        "extras", OpenAiOptions.NONE.withField("seed", 7).withField("steps", List.of(1, "a")));
    calls.option("format", OpenAiOptions.NONE.withOutputFormat("jpeg").withOutputCompression(80));
    calls.option("refused: background", OpenAiOptions.NONE.withBackground("opaque"));
    calls.option("refused: moderation", OpenAiOptions.NONE.withModeration("low"));
    calls.option("refused: identifier", OpenAiOptions.NONE.withSafetyIdentifier("hash"));
    calls.option("refused: previews", OpenAiOptions.NONE.withPreviews(1));
    calls.option("refused: quality", OpenAiOptions.NONE.withQuality("low"));
    calls.option("nothing set", OpenAiOptions.NONE);
    calls.answered("image in a data URL", images("{'url':'data:image/png;base64," + BASE64 + "'}"));
    calls.answered("error that is a text", error(400, "{'error':'image must not be empty'}"));
    calls.answered("failure that is a text", error(500, "{'error':'generate_image failed'}"));
    Answers.Errors error =
        (code, message) -> "{'error':'" + code + "','message':'" + message + "'}";
    Answers.addRefusals(calls, error, "500 server_error");
    Answers.addStatuses(calls, error, 500, "server_error");
    calls.check(folder);
  }

  private static void addModels(Recorder calls) {
    calls.models(OpenAiProvider.config(), "gpt-image-9");
    calls.configured("no key", config -> config.withApiKey(() -> ""));
    calls.configured("no connection", config -> config.withBaseUrl(Answers.NOWHERE));
    calls.configured(
        "organization and project",
        c ->
            c.withSetting(OpenAiProvider.ORGANIZATION, "org-1")
                .withSetting(OpenAiProvider.PROJECT, "proj_1"));
  }

  private static void addOptions(Recorder calls) {
    calls.values(
        "quality", options(V2_6)::withQuality, "auto", "low", "medium", "high", "xhigh", "max");
    calls.values("complexity", options(V2_6)::withComplexity, "low", "medium", "high");
    calls.values("outputFormat", options(V2)::withOutputFormat, "png", "jpeg", "webp", "gif");
    calls.values("background", options(V2)::withBackground, "auto", "transparent", "opaque");
    calls.values("inputFidelity", options(V1_5)::withInputFidelity, "low", "high");
    calls.values("moderation", options(V2)::withModeration, "auto", "low");
    calls.option("compression", options(V2).withOutputFormat("webp").withOutputCompression(80));
    calls.option("safetyIdentifier", options(V2).withSafetyIdentifier("hash-of-a-user"));
    calls.option("markup", options(V2_5).withMarkup(true));
    calls.option(
        "extras",
        OpenAiOptions.NONE
            .withField("nested", Map.of("list", List.of("a", 1, true, 0.5)))
            .withField("text", "a \"b\" 沙发"));
    calls.ofPhoto(
        "frames of a GIF",
        config -> config,
        "photo.jpg",
        request -> request.options(options(V2_6).withOutputFormat("gif").withFrames(3, 100)));
  }

  private static void addRequests(Recorder calls) {
    calls.ofPhoto("no mask", config -> config, "photo.jpg", request -> request);
    calls.ofPhoto("large photo", config -> config, "large.jpg", request -> request);
    calls.asked("restored", request -> request.restore(RestoreOptions.DEFAULT));
    calls.asked("focused", request -> request.restore(RestoreOptions.DEFAULT).focus());
    calls.asked("one reference", request -> request.reference(source("reference.png")));
    calls.asked("many references", Recorder.references(15));
    calls.asked("too many references", Recorder.references(16));
    URI link = URI.create("https://host.example/sofa.png?sig=1");
    calls.asked("link", request -> request.reference(link).reference(source("reference.png")));
    calls.call(
        "link with extras",
        config -> config.withModel(V2_5),
        request ->
            request
                .reference(link)
                .options(options(V2_5).withMarkup(true).withField("nested", Map.of("a", 1))));
    calls.asked("size in pixels", request -> request.size(OutputSize.of(1536, 1024)));
    calls.asked("size auto", request -> request.size(OutputSize.named("auto")));
    calls.asked("size that is not known", request -> request.size(OutputSize.named("2K")));
    calls.call(
        "size of an old model",
        config -> config.withModel(V1_5),
        request -> request.size(OutputSize.named("1024x1536")));
    calls.asked("two images", request -> request.count(2), images(HELD, HELD));
    calls.asked("eleven images", request -> request.count(11));
    calls.asked(
        "eleven images in two calls", request -> request.count(11).severalCalls(true), MADE, MADE);
    calls.asked("no prompt", request -> request.prompt(" "));
    calls.asked("prompt to be kept", request -> request.prompt("a \"b\" \\ \n\t 沙发 😀"));
    calls.asked("prompt that is too long", request -> request.prompt("sofa ".repeat(6401)));
  }

  private static void addRefusals(Recorder calls) {
    calls.option(
        "refused: percent", options(V2).withOutputFormat("jpeg").withOutputCompression(101));
    calls.option(
        "refused: gif with a mask", options(V2_6).withOutputFormat("gif").withFrames(3, 9));
    calls.call(
        "unchecked",
        config -> config.withChecks(false),
        request ->
            request
                .size(OutputSize.named("2K"))
                .options(options(V2).withQuality("max").withOutputCompression(50)));
  }

  private static void addImages(Recorder calls) {
    calls.answered("link in the answer", images(LINKED), IMAGE);
    calls.answered("link that is dead", images(LINKED), Answer.empty(404));
    calls.configured("link to another host", ELSEWHERE, images(LINKED));
    calls.answered("cancelled while an image is fetched", images(LINKED), CANCELS);
    calls.answered("image in a data URL", images("{'url':'data:image/png;base64," + BASE64 + "'}"));
    calls.answered("image that is broken", images("{'b64_json':'" + BROKEN + "'}"));
    calls.answered("surplus images", images(HELD, HELD, LINKED));
    calls.answered("no image", images());
    calls.answered("element without image", images("{}"));
    calls.answered("without usage", json("{'data':[" + HELD + "]}"));
    calls.answered("blanks before", json(" \n \n {'data':[" + HELD + "]}"));
    calls.answered(
        "image beside an error",
        json("{'data':[" + HELD + "],'error':{'code':'server_error','message':'no'}}"));
    calls.answered(
        "image at 500", error(500, "{'error':{'code':'server_error'},'data':[" + HELD + "]}"));
    calls.asked("fewer than asked for", request -> request.count(3), images(HELD));
  }

  private static void addStreams(Recorder calls) {
    String preview = imageEvent("image_edit.partial_image", "'partial_image_index':0");
    String next = imageEvent("image_edit.partial_image", "'partial_image_index':1");
    String end = imageEvent("image_edit.completed", USAGE);
    String done = "data: [DONE]\n\n";
    String error = "data: " + typed("server_error", "server_error", "no") + "\n\n";
    OpenAiOptions stream = options(V2).withStream(true);
    OpenAiOptions previews = options(V2).withPreviews(2);
    calls.option("stream", stream, events(end, done));
    calls.option("previews", previews, events(preview, next, end));
    calls.option("more previews than asked for", previews, events(preview, next, preview, end));
    calls.asked(
        "previews of two images",
        request -> request.count(2).options(previews),
        events(preview, end, preview, end, done));
    calls.option(
        "events of generations", stream, events(imageEvent("image_generation.completed", USAGE)));
    calls.option("previews alone", previews, events(preview));
    calls.option("error after a preview", previews, events(preview, error));
    calls.asked("error after an image", r -> r.count(2).options(stream), events(end, error));
    calls.option("error in a stream", stream, events(error));
    calls.option("surplus events", stream, events(end, end, done));
    calls.option("stream that is empty", stream, events(done));
    calls.option("stream answered in JSON", stream);
  }

  private static String imageEvent(String type, String more) {
    return event(type, "{'type':'" + type + "','b64_json':'" + BASE64 + "'," + more + "}");
  }

  private static void addErrors(Recorder calls) {
    for (String stage : List.of("input", "output", "unknown")) {
      calls.answered("moderated at " + stage, error(400, moderated(stage)));
    }
    for (String type : List.of("insufficient_quota", "requests", "server_error")) {
      calls.answered("type " + type + " at 429", error(429, typed(type, "", "no")));
    }
    calls.answered("code that is a number", error(400, "{'error':{'code':400,'message':'no'}}"));
    calls.answered("error that is a text", error(400, "{'error':'image must not be empty'}"));
    calls.configured(
        "retired model that is missing",
        config -> config.withModel("gpt-image-1"),
        error(404, errorOf("model_not_found", "no such model")));
    addWaits(calls);
    calls.answered("busy, then made", error(429, errorOf("rate_limit_exceeded", "no")), MADE);
  }

  private static void addWaits(Recorder calls) {
    for (String header :
        List.of(
            "retry-after-ms: 250",
            "retry-after: 0.5",
            "retry-after: Wed, 21 Oct 2015 07:28:00 GMT",
            "x-should-retry: false",
            "x-should-retry: true")) {
      List<String> parts = List.of(header.split(": ", 2));
      Answer answer =
          Answers.of(
              429, errorOf("rate_limit_exceeded", "slow down"), Map.of(parts.get(0), parts.get(1)));
      calls.configured("busy with " + header, ONCE, answer);
    }
    Map<String, String> usedUp =
        Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", "6m0s");
    calls.configured(
        "busy until a limit begins again",
        ONCE,
        Answers.of(429, errorOf("rate_limit_exceeded", "slow down"), usedUp));
    for (String words :
        List.of("try again after 51.84 seconds", "retry in 1m20s", "try again in 120ms")) {
      calls.configured(
          "busy, " + words,
          ONCE,
          error(429, errorOf("rate_limit_exceeded", "Please " + words + ".")));
    }
  }
}
