package io.github.maskloom.testing.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.testing.server.Answer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the service answers, and how it refuses. */
public final class EditAnswers {
  /** What an edit used. */
  public static final String USAGE =
      "\"usage\":{\"total_tokens\":100,\"input_tokens\":50,\"output_tokens\":50,"
          + "\"input_tokens_details\":{\"text_tokens\":10,\"image_tokens\":40}}";

  private EditAnswers() {}

  /** An answer of these images, as JSON. */
  public static String images(byte[]... images) {
    String data =
        Stream.of(images).map(EditAnswers::element).collect(Collectors.joining(",", "[", "]"));
    return "{\"created\":1713833628,\"output_format\":\"png\",\"size\":\"64x48\",\"data\":%s,%s}"
        .formatted(data, USAGE);
  }

  private static String element(byte[] image) {
    return "{\"b64_json\":\"" + base64(image) + "\"}";
  }

  /** The image in base64. */
  public static String base64(byte[] image) {
    return Base64.getEncoder().encodeToString(image);
  }

  /** An image as far as it is drawn. */
  public static String preview(int number, byte[] image) {
    return event(
        "image_edit.partial_image",
        "\"partial_image_index\":" + number + ",\"b64_json\":\"" + base64(image) + "\"");
  }

  /** An image that is done. */
  public static String completed(byte[] image) {
    return event("image_edit.completed", "\"b64_json\":\"" + base64(image) + "\"," + USAGE);
  }

  /** An event. */
  public static String event(String type, String members) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
  }

  /** A refusal with a type and a code. The code is null if it is empty. */
  public static Answer refusal(int status, String type, String code) {
    return Answer.errorBody(status, error(type, code, "no"));
  }

  /** A refusal that says when to come again. */
  public static Answer refusal(int status, String body, Map<String, String> more) {
    return call -> {
      call.readBody();
      Map<String, String> headers = new TreeMap<>(call.answerHeaders("application/json"));
      headers.putAll(more);
      call.exchange().respond(status, headers, body.getBytes(UTF_8));
    };
  }

  /** An error as the service writes it. */
  public static String error(String type, String code, String message) {
    String shown = code.isEmpty() ? "null" : "\"" + code + "\"";
    return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":%s}}"
        .formatted(message, type, shown);
  }

  /** What moderation refuses at some stage. */
  public static Answer moderated(String stage) {
    return Answer.errorBody(
        400,
        "{\"error\":{\"message\":\"no\",\"type\":\"image_generation_user_error\",\"code\":"
            + "\"moderation_blocked\",\"moderation_details\":{\"moderation_stage\":\""
            + stage
            + "\",\"categories\":[\"violence\"]}}}");
  }

  /** Answers as another answer does, once the service holds nothing against the request. */
  public static Answer strictly(Answer answer) {
    return call -> {
      call.readBody();
      List<String> faults = ((EditCall) call).faults();
      if (faults.isEmpty()) {
        answer.reply(call);
      } else {
        refusal(400, "invalid_request_error", faults.get(0)).reply(call);
      }
    };
  }

  /** An answer that streams these events. */
  public static Answer events(String... events) {
    return Answer.events(String.join("", List.of(events)));
  }
}
