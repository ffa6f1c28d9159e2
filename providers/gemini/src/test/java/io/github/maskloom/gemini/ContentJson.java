package io.github.maskloom.gemini;

import io.github.maskloom.testing.internal.server.ImagesJson;
import java.util.ArrayList;
import java.util.List;

/** The body of an answer of {@code generateContent}. */
final class ContentJson {
  /** The model that answers. */
  static final String MODEL = "gemini-3.1-flash-image";

  /** The answer's id. */
  static final String ID = "mAitaLegOPmH7dcP8_Gh6Ag";

  private final List<String> parts = new ArrayList<>();
  private String finish = "\"finishReason\":\"STOP\",";

  private ContentJson() {}

  /** An answer without parts that finished. */
  static ContentJson of() {
    return new ContentJson();
  }

  /** An image. */
  ContentJson image(byte[] image) {
    return part("{\"inlineData\":" + data(image) + "}");
  }

  /** An image on the way to the result, as a thinking model shows it if it is asked to. */
  ContentJson draft(byte[] image) {
    return part("{\"inlineData\":" + data(image) + ",\"thought\":true}");
  }

  /** Words. */
  ContentJson text(String words) {
    return part("{\"text\":" + ImagesJson.quoted(words) + "}");
  }

  /** A part as JSON. */
  ContentJson part(String json) {
    parts.add(json);
    return this;
  }

  /** Why it ended. */
  ContentJson finish(String reason) {
    finish = "\"finishReason\":" + ImagesJson.quoted(reason) + ",";
    return this;
  }

  /** The same in words. */
  ContentJson finish(String reason, String message) {
    finish(reason);
    finish += "\"finishMessage\":" + ImagesJson.quoted(message) + ",";
    return this;
  }

  private static String data(byte[] image) {
    String base64 = ImagesJson.encode(image);
    return "{\"mimeType\":\"image/png\",\"data\":\"" + base64 + "\"}";
  }

  /** An answer to a prompt that is blocked. */
  static String blocked(String reason) {
    return "{\"promptFeedback\":{\"blockReason\":"
        + ImagesJson.quoted(reason)
        + "},"
        + rest(0)
        + "}";
  }

  /** An error, as it comes with a status of failure. */
  static String error(int code, String status, String message) {
    return "{\"error\":{\"code\":%d,\"message\":%s,\"status\":%s}}"
        .formatted(code, ImagesJson.quoted(message), ImagesJson.quoted(status));
  }

  /** A text as JSON has it. */
  private static String rest(int tokens) {
    String usage =
        "\"usageMetadata\":{\"promptTokenCount\":266,\"candidatesTokenCount\":%d,"
            + "\"totalTokenCount\":%d,\"promptTokensDetails\":[{\"modality\":\"IMAGE\","
            + "\"tokenCount\":258}]}";
    return usage.formatted(tokens, 266 + tokens)
        + ",\"modelVersion\":"
        + ImagesJson.quoted(MODEL)
        + ",\"responseId\":"
        + ImagesJson.quoted(ID);
  }

  /** As JSON. */
  @Override
  public String toString() {
    String content = "\"content\":{\"parts\":[" + String.join(",", parts) + "],\"role\":\"model\"}";
    return "{\"candidates\":[{" + content + "," + finish + "\"index\":0}]," + rest(1290) + "}";
  }
}
