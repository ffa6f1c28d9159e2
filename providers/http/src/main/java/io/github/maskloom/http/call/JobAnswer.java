package io.github.maskloom.http.call;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maskloom.http.call.AnswerBounds.CountedInput;
import io.github.maskloom.http.call.AnswerReader.LinkReader;
import io.github.maskloom.http.call.Exchange.Answer;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import io.github.maskloom.http.wire.ServiceError;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what a service says of a job: what stands at the places of its {@link JobRules}. Images in
 * base64 are decoded to their places while they come. Only {@link #handOver} hands them over, since
 * before the end nobody knows whose job they are of. Closing the answer drops the others.
 * <b>Memory:</b> the parser's buffers and a few texts. <b>Threads:</b> confined to one.
 */
public final class JobAnswer implements Answer, Closeable {
  /** What an answer may have beside images; a true one has some kilobytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final String ERROR = "/error";

  private final CallErrors errors;
  private final JobRules rules;
  private final Optional<AnswerImages> images;
  private final AnswerBounds bounds;
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final List<AnswerItem> items = new ArrayList<>();
  private Optional<ServiceError> error = Optional.empty();
  private Usage usage = Usage.NONE;

  /**
   * Makes a reader of one answer of which nothing has come.
   *
   * @param errors makes the failures of the answer
   * @param rules say where in the answer what stands
   * @param images where its images go; empty if they are passed over
   */
  public JobAnswer(CallErrors errors, JobRules rules, Optional<AnswerImages> images) {
    this.errors = errors;
    this.rules = rules;
    this.images = images;
    bounds = images.map(AnswerImages::bounds).orElse(new AnswerBounds(1, 0, MAX_BYTES));
    rules.places().values().forEach(some -> some.forEach(at -> patterns.put(at, pattern(at))));
  }

  /** What matches the places of a pointer, in which a star is any one name. */
  private static Pattern pattern(String pointer) {
    return Pattern.compile("\\Q" + pointer.replace("*", "\\E[^/]+\\Q") + "\\E");
  }

  /**
   * Returns the text at a place.
   *
   * @param place that the rules may have
   * @return the text, also of a number; empty if there is none, or two at one pointer differ
   */
  public String text(Place place) {
    return rules.at(place).stream()
        .map(pointer -> texts.getOrDefault(pointer, ""))
        .filter(some -> !some.isEmpty())
        .findFirst()
        .orElse("");
  }

  /**
   * {@return the member {@code error} at the top, once the answer was read} It is {@link
   * ServiceError#NONE} if it cannot be told for sure. Empty if there is none, or if {@link
   * Place#REFUSAL_CODE} names another place; {@link #text} has that code then.
   */
  public Optional<ServiceError> error() {
    return error;
  }

  /** {@return why a job has failed, as far as the service says; its texts may be empty} */
  public ServiceError reason() {
    if (errors.isFailure()) {
      return refusal();
    }
    ServiceError said = new ServiceError(text(Place.CODE), text(Place.MESSAGE));
    boolean silent = said.code().isEmpty() && said.message().isEmpty();
    return silent ? error.orElse(said) : said;
  }

  /**
   * {@return the word by which the job has ended without an image} A code beside a state that is
   * done says more than the state. Below a status of failure, only a code that is told for sure
   * counts, with its status or by its status. Empty if the job goes on, or is done.
   */
  public Optional<String> ending() {
    String state = text(Place.STATE);
    String code = refusal().code();
    Stream<String> words =
        rules.done().contains(state) ? Stream.of(text(Place.CODE), state) : Stream.of(state);
    if (errors.isFailure()) {
      words = Stream.of(errors.status() + " " + code, "" + errors.status());
      words = words.filter(any -> !code.isEmpty());
    }
    return words.filter(word -> rules.ended(word).isPresent()).findFirst();
  }

  /** {@return what was used, as far as the service says} */
  public Usage usage() {
    return usage;
  }

  /** {@return whether an image is in it, or counted, so that it tells of work that was done} */
  public boolean hasResults() {
    boolean linked = items.stream().anyMatch(item -> !item.url.isEmpty());
    return linked || bounds.hasImage() || usage.billed() || !text(Place.LINK).isEmpty();
  }

  /**
   * Hands over the images that are wanted, if they look like images: first those that are here.
   *
   * @param links fetches those that are linked
   * @throws IOException if one cannot be written here
   */
  public void handOver(LinkReader links) throws IOException {
    AnswerImages to = images.orElseThrow();
    for (int index = 0; index < items.size(); index++) {
      if (items.get(index).hasImage()) {
        items.get(index).handOver(index);
      }
    }
    for (int index = 0; index < items.size(); index++) {
      AnswerItem item = items.get(index);
      if (!item.hasImage() && !to.take(index)) {
        to.leave(item.url);
      } else if (!item.hasResult()) {
        to.fail(index, errors::empty);
      } else if (!item.hasImage()) {
        links.fetch(item.url, index);
      }
    }
  }

  /** {@return whether there are images in it, all of which are damaged} */
  public boolean isDamaged() {
    List<AnswerItem> results = items.stream().filter(AnswerItem::hasResult).toList();
    return !results.isEmpty() && results.stream().allMatch(item -> item.damaged);
  }

  @Override
  public void close() throws IOException {
    for (AnswerItem each : items) {
      each.close();
    }
  }

  @Override
  public void readEvents(InputStream in) {
    throw errors.broken("the answer is not a job's");
  }

  @Override
  public void readJson(InputStream in) throws IOException {
    FirstObject object = new FirstObject(new CountedInput(in, bounds::read), bounds);
    try (JsonParser json = AnswerText.parser(object)) {
      json.nextToken();
      JsonPlaces.walk(json, this::take);
      if (json.nextToken() != null || AnswerReader.firstOf(object.rest()) >= 0) {
        error = error.map(any -> ServiceError.NONE);
        rules.at(Place.REFUSAL_CODE).forEach(texts::remove);
        rules.at(Place.REFUSAL_MESSAGE).forEach(texts::remove);
      }
      if (isDamaged()) {
        throw errors.broken(AnswerItem.DAMAGED); // So it is asked for once more.
      }
    } catch (IOException e) {
      throw AnswerReader.unreadable("the answer", e, errors);
    }
  }

  /**
   * {@return why an answer with a status of failure refuses the request, as far as it says} {@link
   * ServiceError#NONE} if that cannot be told for sure.
   */
  public ServiceError refusal() {
    return rules.at(Place.REFUSAL_CODE).isEmpty()
        ? error.orElse(ServiceError.NONE)
        : new ServiceError(text(Place.REFUSAL_CODE), text(Place.REFUSAL_MESSAGE));
  }

  private boolean take(JsonParser json, String at) throws IOException {
    boolean isValue = json.currentToken().isScalarValue();
    if (at.equals(ERROR) && rules.at(Place.REFUSAL_CODE).isEmpty()) {
      Optional<ServiceError> said = JsonPlaces.error(json, errors.profile().answers());
      // Of two errors nobody knows which one the service said.
      error = error.isEmpty() ? said : Optional.of(ServiceError.NONE);
    } else if (isAt(Place.USAGE, at)) {
      usage = Usage.read(json, errors::name);
    } else if (images.isPresent() && isValue && isImage(json, at)) {
      takeImage(json, isAt(Place.LINK, at));
    } else if (isValue && json.currentToken() != JsonToken.VALUE_NULL) {
      takeText(json, at);
    } else {
      return false;
    }
    return true;
  }

  /** Whether an image is here, or its link, or nothing where a link should be. */
  private boolean isImage(JsonParser json, String at) {
    return isAt(Place.LINK, at)
        || (isAt(Place.IMAGE, at) && json.currentToken() == JsonToken.VALUE_STRING);
  }

  private boolean isAt(Place place, String at) {
    return patterns.entrySet().stream()
        .filter(each -> rules.at(place).contains(each.getKey()))
        .anyMatch(each -> each.getValue().matcher(at).matches());
  }

  private void takeText(JsonParser json, String at) throws IOException {
    for (Map.Entry<String, Pattern> each : patterns.entrySet()) {
      if (each.getValue().matcher(at).matches()) {
        texts.merge(each.getKey(), json.getText(), (one, other) -> one.equals(other) ? one : "");
      }
    }
  }

  private void takeImage(JsonParser json, boolean ofLinks) throws IOException {
    bounds.item();
    AnswerItem item = AnswerItem.element(images.orElseThrow(), items.size());
    items.add(item);
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      item.readImage(json, ofLinks);
    }
  }
}
