package io.github.maskloom.testing.internal.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bodies and answers as OpenAI's image edits and an {@code sd-server} write them. */
public final class EditAnswers {
  /** A member of JSON that says what an edit used: 100 tokens, of which 50 went in. */
  public static final String USAGE =
      "\"usage\":{\"total_tokens\":100,\"input_tokens\":50,\"output_tokens\":50,"
          + "\"input_tokens_details\":{\"text_tokens\":10,\"image_tokens\":40}}";

  private EditAnswers() {}

  /**
   * Writes the body of an answer that brings images.
   *
   * @param images bytes of each, which the body says to be PNGs of 64x48 pixels
   * @return the body as JSON, with {@link #USAGE}
   */
  public static String images(byte[]... images) {
    String data =
        Stream.of(images).map(EditAnswers::member).collect(Collectors.joining("},{", "[{", "}]"));
    return "{\"created\":1713833628,\"output_format\":\"png\",\"size\":\"64x48\",\"data\":%s,%s}"
        .formatted(data, USAGE);
  }

  private static String member(byte[] image) {
    return "\"b64_json\":\"" + ImagesJson.encode(image) + "\"";
  }

  /**
   * Makes the text of a preview's event: the image as far as it is drawn.
   *
   * @param number of the preview, from 0
   * @param image its bytes
   * @return the event, with the blank line at its end
   */
  public static String preview(int number, byte[] image) {
    return event(
        "image_edit.partial_image", "\"partial_image_index\":" + number + "," + member(image));
  }

  /**
   * Makes the text of the event of an image that is done, with {@link #USAGE}.
   *
   * @param image its bytes
   * @return the event, with the blank line at its end
   */
  public static String completed(byte[] image) {
    return event("image_edit.completed", member(image) + "," + USAGE);
  }

  /**
   * Makes the text of a server-sent event of any type.
   *
   * @param type name of the event, a word that JSON need not escape; the data repeat it as {@code
   *     type}
   * @param members the other members of the data, as JSON on one line without the braces; at least
   *     one
   * @return the event, with the blank line at its end
   */
  public static String event(String type, String members) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
  }

  /**
   * Refuses with headers of its own, such as when to come again.
   *
   * @param status of the answer
   * @param body as JSON
   * @param more headers by name; one replaces a usual header only if its name is in lower case too
   * @return an answer once the request was read
   */
  public static Answer refusal(int status, String body, Map<String, String> more) {
    return Answer.with(more, status, "application/json", body.getBytes(UTF_8));
  }

  /**
   * Writes the body of an error as the service does.
   *
   * @param type a word that JSON need not escape
   * @param code a word that JSON need not escape; null is written if it is empty
   * @param message a text that JSON need not escape
   * @return the body as JSON
   */
  public static String error(String type, String code, String message) {
    String shown = code.isEmpty() ? "null" : "\"" + code + "\"";
    return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":%s}}"
        .formatted(message, type, shown);
  }

  /**
   * Refuses what moderation holds back, for the category {@code violence}.
   *
   * @param stage where it was held back: {@code input} or {@code output}
   * @return an answer at status 400
   */
  public static Answer moderated(String stage) {
    return Answer.errorBody(
        400,
        "{\"error\":{\"message\":\"no\",\"type\":\"image_generation_user_error\",\"code\":"
            + "\"moderation_blocked\",\"moderation_details\":{\"moderation_stage\":\""
            + stage
            + "\",\"categories\":[\"violence\"]}}}");
  }

  /**
   * Answers as another answer does if {@link EditCall#faults} finds none. Else refuses with status
   * 400, and the first fault as code.
   *
   * @param answer to a request without faults
   * @return an answer for an {@link OpenAiServer} only, whose calls are {@link EditCall}s
   */
  public static Answer strictly(Answer answer) {
    return call -> {
      call.readBody();
      List<String> faults = ((EditCall) call).faults();
      if (faults.isEmpty()) {
        answer.reply(call);
      } else {
        Answer.errorBody(400, error("invalid_request_error", faults.get(0), "no")).reply(call);
      }
    };
  }

  /**
   * Answers with a stream of events, which arrives at once.
   *
   * @param events each with the blank line at its end, as {@link #event} writes it
   * @return an answer at status 200
   */
  public static Answer events(String... events) {
    return Answer.events(String.join("", List.of(events)));
  }
}
