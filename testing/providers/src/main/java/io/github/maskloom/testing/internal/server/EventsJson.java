package io.github.maskloom.testing.internal.server;

/** The text of an answer that comes in events, event for event. */
public final class EventsJson {
  private final StringBuilder text = new StringBuilder();
  private final String model;

  private EventsJson(String model) {
    this.model = model;
  }

  /**
   * Begins a stream without events.
   *
   * @param model that its events name
   * @return a new stream
   */
  public static EventsJson of(String model) {
    return new EventsJson(model);
  }

  /**
   * Adds an image in the stream itself.
   *
   * @param index from 0
   * @param picture its bytes
   * @param size as the service says it
   * @return this stream
   */
  public EventsJson base64(int index, byte[] picture, String size) {
    return succeeded(index, "\"b64_json\":\"" + ImagesJson.encode(picture) + "\"", size);
  }

  /**
   * Adds an image to be fetched.
   *
   * @param index from 0
   * @param url where it is
   * @param size as the service says it
   * @return this stream
   */
  public EventsJson url(int index, String url, String size) {
    return succeeded(index, "\"url\":" + ImagesJson.quoted(url), size);
  }

  private EventsJson succeeded(int index, String picture, String size) {
    return typed(
        "image_generation.partial_succeeded",
        "\"image_index\":" + index + "," + picture + ",\"size\":" + ImagesJson.quoted(size));
  }

  /**
   * Adds an image that will not come.
   *
   * @param index from 0
   * @param code of the error
   * @param message of the error
   * @return this stream
   */
  public EventsJson failed(int index, String code, String message) {
    return typed(
        "image_generation.partial_failed",
        "\"image_index\":" + index + ",\"error\":" + ImagesJson.error(code, message));
  }

  /**
   * Adds the last event of a call that went well.
   *
   * @param images how many were made
   * @param tokens of the output, and in all
   * @return this stream
   */
  public EventsJson completed(int images, long tokens) {
    return typed("image_generation.completed", "\"usage\":" + ImagesJson.usageOf(images, tokens));
  }

  /**
   * Adds {@code [DONE]}.
   *
   * @return this stream
   */
  public EventsJson done() {
    return raw("data: [DONE]\n\n");
  }

  /**
   * Adds an event with the members that all have and some more.
   *
   * @param type of the event
   * @param members as JSON, without braces
   * @return this stream
   */
  public EventsJson typed(String type, String members) {
    return raw(
        "event: %s\ndata: {\"type\":\"%s\",\"model\":%s,\"created\":1757396757,%s}\n\n"
            .formatted(type, type, ImagesJson.quoted(model), members));
  }

  /**
   * Adds any text.
   *
   * @param more as it is
   * @return this stream
   */
  public EventsJson raw(String more) {
    text.append(more);
    return this;
  }

  /** {@return the stream with LF at the ends of lines} */
  @Override
  public String toString() {
    return text.toString();
  }
}
