package io.github.maskloom.testing.internal.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of an answer with images in an array {@code data}, member for member. */
public final class ImagesJson {
  private final Map<String, String> members = new LinkedHashMap<>();
  private final List<String> data = new ArrayList<>();

  private ImagesJson() {}

  /**
   * Begins an answer without images.
   *
   * @param model that it names
   * @return a new answer
   */
  public static ImagesJson of(String model) {
    ImagesJson json = new ImagesJson();
    json.members.put("model", quoted(model));
    json.members.put("created", "1757321139");
    return json;
  }

  /**
   * Adds an image to be fetched.
   *
   * @param url where it is
   * @param size as the service says it
   * @return this answer
   */
  public ImagesJson url(String url, String size) {
    return item("{\"url\":" + quoted(url) + ",\"size\":" + quoted(size) + "}");
  }

  /**
   * Adds an image in the answer itself.
   *
   * @param picture its bytes
   * @param size as the service says it
   * @return this answer
   */
  public ImagesJson base64(byte[] picture, String size) {
    return item("{\"b64_json\":\"" + encode(picture) + "\",\"size\":" + quoted(size) + "}");
  }

  /**
   * Adds an image of a group that failed.
   *
   * @param code of the error
   * @param message of the error
   * @return this answer
   */
  public ImagesJson failed(String code, String message) {
    return item("{\"error\":" + error(code, message) + "}");
  }

  /**
   * Adds an image of any form.
   *
   * @param json its element of {@code data}
   * @return this answer
   */
  public ImagesJson item(String json) {
    data.add(json);
    return this;
  }

  /**
   * Says how many images were made and what that took.
   *
   * @param images how many
   * @param tokens of the output, and in all
   * @return this answer
   */
  public ImagesJson usage(int images, long tokens) {
    return member("usage", usageOf(images, tokens));
  }

  static String usageOf(int images, long tokens) {
    return "{\"generated_images\":%d,\"output_tokens\":%d,\"total_tokens\":%d}"
        .formatted(images, tokens, tokens);
  }

  /**
   * Says that the whole call failed.
   *
   * @param code of the error
   * @param message of the error
   * @return this answer
   */
  public ImagesJson refused(String code, String message) {
    return member("error", error(code, message));
  }

  /**
   * Sets another member of the answer.
   *
   * @param name of the member
   * @param json its value
   * @return this answer
   */
  public ImagesJson member(String name, String json) {
    members.put(name, json);
    return this;
  }

  /** {@return the answer as JSON} */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    members.forEach((name, json) -> parts.add(quoted(name) + ":" + json));
    parts.add(Math.min(2, parts.size()), "\"data\":[" + String.join(",", data) + "]");
    return "{" + String.join(",", parts) + "}";
  }

  /**
   * Writes the body of an error, with an empty {@code param} and {@code type}.
   *
   * @param code any text, escaped as JSON needs it
   * @param message any text, escaped as JSON needs it
   * @return a JSON object whose only field is {@code error}
   */
  public static String errorOf(String code, String message) {
    return "{\"error\":{\"code\":%s,\"message\":%s,\"param\":\"\",\"type\":\"\"}}"
        .formatted(quoted(code), quoted(message));
  }

  static String error(String code, String message) {
    return "{\"code\":" + quoted(code) + ",\"message\":" + quoted(message) + "}";
  }

  /**
   * Writes an image in base64.
   *
   * @param picture its bytes
   * @return the text without line breaks
   */
  public static String encode(byte[] picture) {
    return Base64.getEncoder().encodeToString(picture);
  }

  /**
   * Quotes a text as JSON does.
   *
   * @param text any text
   * @return the text in quotes
   */
  public static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
