package io.github.maskloom.ark.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body of an answer that has images, member for member. */
public final class ImagesJson {
  private final Map<String, String> members = new LinkedHashMap<>();
  private final List<String> data = new ArrayList<>();

  private ImagesJson() {}

  /** An answer of a model, without images. */
  public static ImagesJson of(String model) {
    ImagesJson json = new ImagesJson();
    json.members.put("model", quoted(model));
    json.members.put("created", "1757321139");
    return json;
  }

  /** An image to be fetched. */
  public ImagesJson url(String url, String size) {
    return item("{\"url\":" + quoted(url) + ",\"size\":" + quoted(size) + "}");
  }

  /** An image in the answer itself. */
  public ImagesJson base64(byte[] picture, String size) {
    return item("{\"b64_json\":\"" + encode(picture) + "\",\"size\":" + quoted(size) + "}");
  }

  /** An image of a group that failed. */
  public ImagesJson failed(String code, String message) {
    return item("{\"error\":" + error(code, message) + "}");
  }

  /** An image as JSON. */
  public ImagesJson item(String json) {
    data.add(json);
    return this;
  }

  /** How many images were made and what that took. */
  public ImagesJson usage(int images, long tokens) {
    return member(
        "usage",
        "{\"generated_images\":%d,\"output_tokens\":%d,\"total_tokens\":%d}"
            .formatted(images, tokens, tokens));
  }

  /** A failure of the whole call, although its status is 200. */
  public ImagesJson refused(String code, String message) {
    return member("error", error(code, message));
  }

  /** Another member of the answer, as JSON. */
  public ImagesJson member(String name, String json) {
    members.put(name, json);
    return this;
  }

  /** As JSON. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    members.forEach((name, json) -> parts.add(quoted(name) + ":" + json));
    parts.add(Math.min(2, parts.size()), "\"data\":[" + String.join(",", data) + "]");
    return "{" + String.join(",", parts) + "}";
  }

  static String error(String code, String message) {
    return "{\"code\":" + quoted(code) + ",\"message\":" + quoted(message) + "}";
  }

  /** In base64. */
  public static String encode(byte[] picture) {
    return Base64.getEncoder().encodeToString(picture);
  }

  /** A text as JSON has it. */
  public static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
