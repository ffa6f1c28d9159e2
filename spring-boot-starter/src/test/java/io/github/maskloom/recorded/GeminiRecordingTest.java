package io.github.maskloom.recorded;

import static io.github.maskloom.recorded.Answers.AT_ONCE;
import static io.github.maskloom.recorded.Answers.BASE64;
import static io.github.maskloom.recorded.Answers.BROKEN;
import static io.github.maskloom.recorded.Answers.ONCE;
import static io.github.maskloom.recorded.Answers.error;
import static io.github.maskloom.recorded.Answers.json;
import static io.github.maskloom.recorded.Recorder.PROMPT;
import static io.github.maskloom.recorded.Recorder.source;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.gemini.GeminiOptions;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.testing.internal.server.Answer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** See {@link Recorder}. */
class GeminiRecordingTest {
  private static final String DATA =
      "'inlineData':{'mimeType':'image/png','data':'" + BASE64 + "'}";
  private static final String HELD = "{" + DATA + "}";
  private static final String DRAFT = "{" + DATA + ",'thought':true}";
  private static final Answer MADE = parts("STOP", HELD);

  private final Recorder calls =
      new Recorder(
          "gemini",
          address ->
              GeminiProvider.config()
                  .withApiKey(Recorder.KEY)
                  .withBaseUrl(address)
                  .withRetries(AT_ONCE),
          "photo.jpg",
          request -> request,
          MADE);

  private static Answer parts(String finish, String... parts) {
    String content = "'content':{'parts':[" + String.join(",", parts) + "],'role':'model'}";
    return json(
        "{'candidates':[{"
            + content
            + ",'finishReason':'"
            + finish
            + "','index':0}],"
            + rest(1290));
  }

  private static String rest(int tokens) {
    return ("'usageMetadata':{'promptTokenCount':266,'candidatesTokenCount':%d,'totalTokenCount':%d,"
            + "'promptTokensDetails':[{'modality':'IMAGE','tokenCount':258}]},"
            + "'modelVersion':'gemini-3.1-flash-image','responseId':'mAitaLegOPmH7dcP8_Gh6Ag'}")
        .formatted(tokens, 266 + tokens);
  }

  private static String errorOf(String code, String message) {
    return "{'error':{'code':400,'message':'%s','status':'%s'}}".formatted(message, code);
  }

  @Test
  void isAsRecorded(@TempDir Path folder) throws Exception {
    calls.answered("plain");
    addModels();
    addRequests();
    addImages();
    addReasons();
    addErrors();
    Answers.addFaults(calls, GeminiRecordingTest::errorOf, 429, "RESOURCE_EXHAUSTED");
    calls.check(folder);
  }

  private void addModels() {
    calls.models(GeminiProvider.config(), "gemini-9-image");
    calls.values("model of the request", GeminiOptions.NONE::withModel, "gemini-3-pro-image");
    calls.configured("no key", config -> config.withApiKey(() -> ""));
    calls.configured("no connection", config -> config.withBaseUrl(Answers.NOWHERE));
  }

  private void addRequests() {
    calls.values(
        "aspectRatio", GeminiOptions.NONE::withAspectRatio, "1:1", "4:3", "8:1", "21:9", "7:3");
    for (String size : List.of("512", "1K", "2K", "4K", "3K")) {
      calls.asked("size " + size, request -> request.size(OutputSize.named(size)));
    }
    calls.asked(
        "size and shape",
        request ->
            request
                .size(OutputSize.named("2K"))
                .options(GeminiOptions.NONE.withAspectRatio("5:4")));
    calls.option(
        "extras",
        GeminiOptions.NONE
            .withField("seed", 7)
            .withField("responseModalities", List.of("TEXT", "IMAGE")));
    calls.asked("one reference", Recorder.references(1));
    calls.asked("thirteen references", Recorder.references(13));
    calls.asked("mask", request -> request.mask(source("mask.png")).wholeAnswer());
    calls.asked("mask, restored", request -> request.mask(source("mask.png")));
    calls.asked("mask, focused", request -> request.mask(source("mask.png")).focus());
    calls.asked("no prompt", request -> request.prompt(" "));
    calls.asked("prompt to be escaped", request -> request.prompt("a \"b\" \\ \n\t \u0001 沙发 😀"));
    calls.asked("two images", request -> request.count(2));
    calls.asked("two images in two calls", request -> request.count(2).severalCalls(true));
    calls.call(
        "unchecked",
        config -> config.withChecks(false),
        request ->
            request
                .size(OutputSize.named("3K"))
                .options(GeminiOptions.NONE.withAspectRatio("7:3")));
  }

  private void addImages() {
    calls.answered("words and an image", parts("STOP", "{'text':'Here it is.'}", HELD));
    calls.answered("two images of one", parts("STOP", HELD, "{'text':'then'}", HELD));
    calls.answered("drafts", parts("STOP", DRAFT, HELD, DRAFT));
    calls.answered("drafts alone", parts("STOP", DRAFT));
    calls.answered("a signature", parts("STOP", "{'text':'','thoughtSignature':'QUJD'}", HELD));
    calls.answered(
        "ten images", parts("STOP", Collections.nCopies(10, HELD).toArray(String[]::new)));
    calls.answered("image that is broken", parts("STOP", HELD.replace(BASE64, BROKEN)));
    calls.answered("image that is empty", parts("STOP", HELD.replace(BASE64, "")));
    calls.answered("image and a reason", parts("MAX_TOKENS", HELD));
    calls.answered("no candidate", json("{'candidates':[]," + rest(0)));
    byte[] cut =
        ("{\"candidates\":[{\"content\":{\"parts\":[" + HELD).replace('\'', '"').getBytes(UTF_8);
    calls.answered("breaks off in an image", Answer.cut("application/json", cut, cut.length - 9));
    calls.answered("breaks off behind an image", Answer.cut("application/json", cut, cut.length));
  }

  private void addReasons() {
    String reasons =
        "SAFETY RECITATION LANGUAGE OTHER BLOCKLIST PROHIBITED_CONTENT SPII IMAGE_SAFETY"
            + " IMAGE_PROHIBITED_CONTENT IMAGE_RECITATION NO_IMAGE IMAGE_OTHER MAX_TOKENS"
            + " MALFORMED_FUNCTION_CALL STOP UNHEARD";
    for (String reason : reasons.split(" ", -1)) {
      calls.answered("ended by " + reason, parts(reason));
      calls.answered(
          "blocked by " + reason,
          json("{'promptFeedback':{'blockReason':'" + reason + "'}," + rest(0)));
    }
    calls.answered("ended in words", parts("STOP", "{'text':'I cannot " + PROMPT + " today'}"));
    calls.answered(
        "ended with a message",
        json("{'candidates':[{'finishReason':'SAFETY','finishMessage':'Unable to show it.'}]}"));
  }

  private void addErrors() {
    calls.answered(
        "bad key",
        error(400, errorOf("INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.")));
    calls.answered(
        "beyond the free tier",
        error(429, errorOf("RESOURCE_EXHAUSTED", "Quota exceeded, limit: 0, model: x")));
    for (String words : List.of("Please retry in 34.074824224s.", "Please retry in 250ms.")) {
      calls.configured(
          "busy, " + words,
          ONCE,
          error(429, errorOf("RESOURCE_EXHAUSTED", "Quota exceeded, limit: 250. " + words)));
    }
    calls.configured(
        "retired model that is missing",
        config -> config.withModel("gemini-2.5-flash-image"),
        error(404, errorOf("NOT_FOUND", "no such model")));
    calls.answered("unavailable, then made", error(503, errorOf("UNAVAILABLE", "no")), MADE);
  }
}
