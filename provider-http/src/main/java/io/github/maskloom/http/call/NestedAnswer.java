package io.github.maskloom.http.call;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maskloom.http.wire.AnswerPlaces;
import io.github.maskloom.http.wire.AnswerPlaces.Place;
import io.github.maskloom.http.wire.ServiceError;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of an answer is where its rules' {@link AnswerPlaces} say. Only the end of an answer tells
 * which image is the result, so each waits in a temporary file. Closing it drops those that were
 * not handed over. <b>Threads:</b> confined to one.
 */
final class NestedAnswer implements Closeable {
  private static final int MAX_WORDS_CHARS = 4 << 10;

  private final AnswerImages images;
  private final Optional<AnswerPlaces> places;
  private final Deque<AnswerItem> items = new ArrayDeque<>();
  private final StringBuilder words = new StringBuilder();
  private @Nullable AnswerItem item;
  private boolean isDraft;
  private String reason = "";
  private String model = "";
  private Usage usage = Usage.NONE;

  NestedAnswer(AnswerImages images) {
    this.images = images;
    places = images.rules().places();
  }

  /** Whether it is within a member of the whole. */
  boolean has(String field) {
    return place(field) != Place.OTHER;
  }

  private Place place(String path) {
    return places.map(its -> its.of(path)).orElse(Place.OTHER);
  }

  /** The name of an image. */
  String imageField() {
    return places.map(AnswerPlaces::imageField).orElse(FirstObject.IMAGE);
  }

  /** The model's name; empty if it was not said. */
  String model() {
    return model;
  }

  /** What was used. */
  Usage usage() {
    return usage;
  }

  /** Why no image came, if that was said. */
  Optional<ServiceError> refusal() {
    boolean silent = reason.isEmpty() && words.isEmpty();
    return silent ? Optional.empty() : Optional.of(new ServiceError(reason, words.toString()));
  }

  /** Reads a value, at whose end the parser is left. */
  void read(JsonParser json, String path) throws IOException {
    Place place = place(path);
    if (json.currentToken() == JsonToken.START_ARRAY && isAround(place)) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        images.bounds().item();
        read(json, path);
      }
    } else if (json.currentToken() == JsonToken.START_OBJECT && isAround(place)) {
      readObject(json, path, place);
    } else if (place == Place.USAGE) {
      usage = usage.plus(Usage.read(json, images::name));
    } else if (json.currentToken() == JsonToken.VALUE_STRING) {
      readText(json, place);
    } else {
      isDraft |= place == Place.DRAFT && json.currentToken() == JsonToken.VALUE_TRUE;
      json.skipChildren();
    }
  }

  private static boolean isAround(Place place) {
    return place == Place.WITHIN || place == Place.ITEM;
  }

  private void readObject(JsonParser json, String path, Place place) throws IOException {
    if (place == Place.ITEM) {
      isDraft = false;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String within = path + "." + json.currentName();
      json.nextToken();
      read(json, within);
    }
    if (place == Place.ITEM) {
      endItem();
    }
  }

  /** A draft is dropped, and so is the first image where there are too many. */
  private void endItem() throws LocalFailure {
    AnswerItem ended = item;
    item = null;
    if (ended != null && ended.hasImage() && !isDraft) {
      items.push(ended);
    } else if (ended != null) {
      ended.close();
    }
    if (items.size() > images.maxImages()) {
      images.leave("");
      items.removeLast().close();
    }
  }

  private void readText(JsonParser json, Place place) throws IOException {
    switch (place) {
      case IMAGE -> readImage(json);
      case REASON -> reason = json.getText();
      case WORDS -> say(json.getText());
      case MODEL -> model = images.name(json.getText());
      case ID -> images.identify(json.getText());
      default -> json.skipChildren();
    }
  }

  private void readImage(JsonParser json) throws IOException {
    if (item == null) {
      item = AnswerItem.later(images);
    }
    item.readImage(json);
  }

  private void say(String text) {
    if (words.length() < MAX_WORDS_CHARS) {
      words.append(words.isEmpty() ? "" : " ").append(text);
    }
  }

  /** Hands the images over, the last one first. */
  void handOver() throws LocalFailure {
    for (int index = 0; !items.isEmpty(); index++) {
      try (AnswerItem next = items.pop()) {
        next.handOver(index);
      }
    }
  }

  @Override
  public void close() throws LocalFailure {
    if (item != null) {
      items.push(item);
      item = null;
    }
    if (!items.isEmpty()) {
      try {
        items.pop().close();
      } finally {
        close();
      }
    }
  }
}
