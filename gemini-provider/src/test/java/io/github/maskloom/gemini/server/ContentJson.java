package io.github.maskloom.gemini.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The body of an answer of {@code generateContent}. */
public final class ContentJson {
  /** The model that answers. */
  public static final String MODEL = "gemini-3.1-flash-image";

  /** The answer's id. */
  public static final String ID = "mAitaLegOPmH7dcP8_Gh6Ag";

  private final List<String> parts = new ArrayList<>();
  private String finish = "\"finishReason\":\"STOP\",";

  private ContentJson() {}

  /** An answer without parts that finished. */
  public static ContentJson of() {
    return new ContentJson();
  }

  /** An image. */
  public ContentJson image(byte[] image) {
    return part("{\"inlineData\":" + data(image) + "}");
  }

  /** An image on the way to the result, as a thinking model shows it if it is asked to. */
  public ContentJson draft(byte[] image) {
    return part("{\"inlineData\":" + data(image) + ",\"thought\":true}");
  }

  /** Words. */
  public ContentJson text(String words) {
    return part("{\"text\":" + quoted(words) + "}");
  }

  /** A part as JSON. */
  public ContentJson part(String json) {
    parts.add(json);
    return this;
  }

  /** Why it ended. */
  public ContentJson finish(String reason) {
    finish = "\"finishReason\":" + quoted(reason) + ",";
    return this;
  }

  /** The same in words. */
  public ContentJson finish(String reason, String message) {
    finish(reason);
    finish += "\"finishMessage\":" + quoted(message) + ",";
    return this;
  }

  private static String data(byte[] image) {
    String base64 = Base64.getEncoder().encodeToString(image);
    return "{\"mimeType\":\"image/png\",\"data\":\"" + base64 + "\"}";
  }

  /** An answer to a prompt that is blocked. */
  public static String blocked(String reason) {
    return "{\"promptFeedback\":{\"blockReason\":" + quoted(reason) + "}," + rest(0) + "}";
  }

  /** An error, as it comes with a status of failure. */
  public static String error(int code, String status, String message) {
    return "{\"error\":{\"code\":%d,\"message\":%s,\"status\":%s}}"
        .formatted(code, quoted(message), quoted(status));
  }

  /** A text as JSON has it. */
  public static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static String rest(int tokens) {
    String usage =
        "\"usageMetadata\":{\"promptTokenCount\":266,\"candidatesTokenCount\":%d,"
            + "\"totalTokenCount\":%d,\"promptTokensDetails\":[{\"modality\":\"IMAGE\","
            + "\"tokenCount\":258}]}";
    return usage.formatted(tokens, 266 + tokens)
        + ",\"modelVersion\":"
        + quoted(MODEL)
        + ",\"responseId\":"
        + quoted(ID);
  }

  /** As JSON. */
  @Override
  public String toString() {
    String content = "\"content\":{\"parts\":[" + String.join(",", parts) + "],\"role\":\"model\"}";
    return "{\"candidates\":[{" + content + "," + finish + "\"index\":0}]," + rest(1290) + "}";
  }
}
