package io.github.maskloom.ark.server;

/** The text of an answer that comes in events, event for event. */
public final class EventStream {
  private final StringBuilder text = new StringBuilder();
  private final String model;

  private EventStream(String model) {
    this.model = model;
  }

  /** A stream of a model, without events. */
  public static EventStream of(String model) {
    return new EventStream(model);
  }

  /** An image in the stream itself. */
  public EventStream base64(int index, byte[] picture, String size) {
    return succeeded(index, "\"b64_json\":\"" + ImagesJson.encode(picture) + "\"", size);
  }

  /** An image to be fetched. */
  public EventStream url(int index, String url, String size) {
    return succeeded(index, "\"url\":" + ImagesJson.quoted(url), size);
  }

  private EventStream succeeded(int index, String picture, String size) {
    return typed(
        "image_generation.partial_succeeded",
        "\"image_index\":" + index + "," + picture + ",\"size\":" + ImagesJson.quoted(size));
  }

  /** An image that will not come. */
  public EventStream failed(int index, String code, String message) {
    return typed(
        "image_generation.partial_failed",
        "\"image_index\":" + index + ",\"error\":" + ImagesJson.error(code, message));
  }

  /** The last event of a call that went well. */
  public EventStream completed(int images, long tokens) {
    return typed(
        "image_generation.completed",
        "\"usage\":{\"generated_images\":%d,\"output_tokens\":%d,\"total_tokens\":%d}"
            .formatted(images, tokens, tokens));
  }

  /** The literal that ends the stream. */
  public EventStream done() {
    return raw("data: [DONE]\n\n");
  }

  /** An event with the members that all have and some more. */
  public EventStream typed(String type, String members) {
    return raw(
        "event: %s\ndata: {\"type\":\"%s\",\"model\":%s,\"created\":1757396757,%s}\n\n"
            .formatted(type, type, ImagesJson.quoted(model), members));
  }

  /** Any text. */
  public EventStream raw(String more) {
    text.append(more);
    return this;
  }

  /** As text, with LF at the ends of lines. */
  @Override
  public String toString() {
    return text.toString();
  }
}
