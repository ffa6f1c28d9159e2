package io.github.maskloom.http.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maskloom.http.model.ListedModel;
import io.github.maskloom.http.wire.ServiceError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an answer that lists models: a JSON object with an array {@code data}, whose elements have
 * an {@code id}. <b>Memory:</b> the parser's buffers and the list. <b>Threads:</b> confined to one.
 */
public final class ModelList implements Answer {
  /** A true list has some hundred bytes for each of a few hundred models. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int MAX_MODELS = 1 << 12;

  private final CallErrors errors;
  private final List<ListedModel> models = new ArrayList<>();

  /** A list of which nothing has come. */
  public ModelList(CallErrors errors) {
    this.errors = errors;
  }

  /** The models, in the service's order. */
  public List<ListedModel> models() {
    return List.copyOf(models);
  }

  @Override
  public void readEvents(InputStream in) {
    throw errors.broken("the answer is not a list of models");
  }

  @Override
  public void readJson(InputStream in) throws IOException {
    boolean listed = false;
    Optional<ServiceError> error = Optional.empty();
    try (JsonParser json = AnswerReader.JSON.createParser(bytes(in))) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("data") && value == JsonToken.START_ARRAY) {
          readModels(json);
          listed = true;
        } else if (field.equals("error")) {
          error = ServiceErrorReader.read(json, errors.profile().answers());
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw BrokenAnswer.of("the list of models", e, errors);
    }
    if (error.isPresent()) {
      throw errors.ofError(error.get(), true);
    }
    if (!listed || errors.isFailure()) {
      throw errors.broken("the answer is not a list of models");
    }
  }

  private byte[] bytes(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw errors.broken("the list of models has more than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private void readModels(JsonParser json) throws IOException {
    for (JsonToken each = json.nextToken(); each != JsonToken.END_ARRAY; each = json.nextToken()) {
      if (each == JsonToken.START_OBJECT) {
        readModel(json);
      } else {
        json.skipChildren();
      }
    }
  }

  /** What has no id is no model that can be asked for. */
  private void readModel(JsonParser json) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        texts.put(field, json.getText());
      } else {
        json.skipChildren();
      }
    }
    String id = errors.name(texts.getOrDefault("id", ""));
    if (id.isEmpty()) {
      return;
    }
    if (models.size() == MAX_MODELS) {
      throw errors.broken("the list has more than " + MAX_MODELS + " models");
    }
    models.add(
        new ListedModel(
            id,
            errors.name(texts.getOrDefault("name", "")),
            errors.name(texts.getOrDefault("status", ""))));
  }
}
