package io.github.maskloom.openai;

import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An edit with the key that it is sent with. */
final class EditRequest implements ImageRequest {
  private final OpenAiConfig config;
  private final Edit edit;
  private final String key;
  private final Optional<EditForm> form;

  /**
   * An edit to be sent.
   *
   * @param key empty if none is sent
   */
  EditRequest(OpenAiConfig config, Edit edit, String key) {
    this.config = config;
    this.edit = edit;
    this.key = key;
    form = edit.linked() ? Optional.empty() : Optional.of(form(edit));
  }

  /** Nothing is opened yet, so nothing fails. */
  private static EditForm form(Edit edit) {
    try {
      return EditForm.of(edit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String model() {
    return edit.modelId();
  }

  @Override
  public Optional<Retirement> retirement() {
    return config.models().retirement(edit.modelId());
  }

  @Override
  public int imagesAtMost() {
    return edit.request().count();
  }

  @Override
  public int imagesTaken() {
    return edit.request().count();
  }

  @Override
  public int previews() {
    return edit.options().previews();
  }

  @Override
  public String contentType() {
    return form.map(EditForm::contentType).orElse("application/json");
  }

  @Override
  public List<BodyPart> body() throws IOException {
    return form.isPresent() ? List.of(form.get()) : EditJson.of(edit);
  }

  @Override
  public Map<String, String> headers(String requestId) {
    Map<String, String> headers = identity(config, key, requestId);
    headers.put("Accept", edit.options().stream() ? "text/event-stream" : "application/json");
    return headers;
  }

  /** Headers that say who asks. */
  static Map<String, String> identity(OpenAiConfig config, String key, String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!key.isEmpty()) {
      headers.put("Authorization", "Bearer " + key);
    }
    config.organization().ifPresent(id -> headers.put("OpenAI-Organization", id));
    config.project().ifPresent(id -> headers.put("OpenAI-Project", id));
    headers.put("X-Client-Request-Id", requestId);
    return headers;
  }

  @Override
  public SafeText safeText() {
    return edit.safeText(key);
  }
}
