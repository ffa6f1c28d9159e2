package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.google.common.io.Closer;
import io.github.maskloom.http.call.AnswerBounds.AnswerTooLong;
import io.github.maskloom.http.call.AnswerBounds.CountedInput;
import io.github.maskloom.http.call.Exchange.Answer;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.AnswerRules.Event;
import io.github.maskloom.http.wire.AnswerRules.Place;
import io.github.maskloom.http.wire.ServiceError;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an answer, as JSON or as events, and hands over its images. It does so also below a status
 * of failure, where some gateways put what the service had made until then. <b>Memory:</b> the
 * parser's buffers. <b>Threads:</b> confined to one.
 */
public final class AnswerReader implements Answer {
  private static final int MAX_TEXT_CHARS = 1 << 16;
  private static final int MAX_NAME_CHARS = 1 << 10;
  private static final int MAX_TOKENS = 1 << 17;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_WORDS_CHARS = 4 << 10;
  private static final String DONE = "[DONE]";
  private static final String LONG_LINK =
      "the link of an image is longer than " + AnswerBounds.MAX_TEXT_CHARS + " characters";

  /**
   * Takes texts of limited length; images are never texts. Names are anybody's, so none is kept for
   * a next time.
   */
  public static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_TEXT_CHARS)
                  .maxNameLength(MAX_NAME_CHARS)
                  .maxTokenCount(MAX_TOKENS)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          .build();

  /** Fetches an image that is linked, and hands it over. */
  public interface LinkReader {
    /**
     * Fetches the image of one link, and hands it over or notes why it failed.
     *
     * @param url the link
     * @param index of the image in the answer, from 0
     * @throws IOException if it cannot be written here
     */
    void fetch(String url, int index) throws IOException;
  }

  private final AnswerImages images;
  private final CallErrors errors;
  private final LinkReader links;
  private final AnswerRules rules;
  private final List<Linked> linked = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();

  /** Images of which only the end of the answer tells which ones are the result. */
  private final Deque<AnswerItem> kept = new ArrayDeque<>();

  private final Closer resources = Closer.create();

  private int items;
  private Optional<ServiceError> error = Optional.empty();
  private String code = "";

  /** The words beside an error that is a text. */
  private String beside = "";

  private String model = "";
  private Usage usage = Usage.NONE;

  /**
   * Makes a reader of one answer.
   *
   * @param images takes the images
   * @param links fetches the images that are linked
   */
  public AnswerReader(AnswerImages images, LinkReader links) {
    this.images = images;
    errors = images.errors();
    this.links = links;
    rules = errors.profile().answers();
  }

  /** {@return the model's name as the answer has it, fit to be shown; empty if it has none} */
  public String model() {
    return model;
  }

  /** {@return what was used, as the answer says, by name; empty until it was read} */
  public Map<String, Long> usage() {
    return usage.numbers();
  }

  /**
   * Reads JSON, and then fetches the images that are linked: also those of an answer that breaks
   * off, since they are paid for.
   *
   * @throws io.github.maskloom.fusion.FusionException if no image was handed over, or the answer is
   *     broken
   * @throws LocalFailure if an image cannot be written here
   */
  @Override
  public void readJson(InputStream in) throws IOException {
    try {
      readAll(in);
      handOver();
      error.or(this::whyNone).ifPresent(this::endWith);
      images.requireAny("the answer");
    } finally {
      images.settle();
      resources.close();
    }
  }

  private void readAll(InputStream in) throws IOException {
    try {
      readDocument(in);
    } catch (LocalFailure e) {
      throw e;
    } catch (IOException e) {
      handOver();
      throw unreadable("the answer", e, errors);
    }
  }

  /** What the service says where no image came. */
  private Optional<ServiceError> whyNone() {
    boolean silent = images.received() > 0 || (code.isEmpty() && words.isEmpty());
    return silent ? Optional.empty() : Optional.of(new ServiceError(code, words.toString()));
  }

  private record Linked(String url, int index) {}

  /** The last image that was kept is the first one. */
  private void handOver() throws IOException {
    for (int index = 0; !kept.isEmpty(); index++) {
      handOver(kept.pop(), index);
    }
    fetchAll();
  }

  /** Hands over what an item has: an image, or a link that is fetched later. False if neither. */
  private boolean handOver(AnswerItem item, int index) throws LocalFailure {
    if (item.hasImage()) {
      item.handOver(index);
    } else if (!item.url.isEmpty()) {
      takeOrLeave(item.url, index);
    }
    return item.hasResult();
  }

  private void fetchAll() throws IOException {
    for (Linked each : linked) {
      links.fetch(each.url(), each.index());
    }
    linked.clear();
  }

  /** An error beside images means that others did not come; without any, that all failed. */
  private void endWith(ServiceError error) {
    if (images.received() == 0) {
      throw errors.ofError(error, true);
    }
    images.refuse(images.nextIndex(), error);
  }

  private void readDocument(InputStream in) throws IOException {
    FirstObject object =
        new FirstObject(new CountedInput(in, images.bounds()::read), images.bounds());
    try (JsonParser json = AnswerText.parser(object)) {
      // No service writes its answer into an array, but what is in there may be paid for.
      boolean whole = json.nextToken() != JsonToken.START_ARRAY;
      if ((whole ? json.currentToken() : json.nextToken()) != JsonToken.START_OBJECT) {
        throw errors.broken("the answer is no JSON object");
      }
      JsonPlaces.walk(json, this::take);
      if (!beside.isEmpty()) {
        error = error.map(e -> new ServiceError(e.message(), beside));
      } else if (rules.errorIsText() && !code.isEmpty()) {
        error = error.map(e -> e.message().isEmpty() ? e : new ServiceError(code, e.message()));
      }
      whole &= !errors.isFailure() || !readRest(object.rest());
      error = whole ? error : Optional.of(ServiceError.NONE);
    }
  }

  private boolean take(JsonParser json, String at) throws IOException {
    Place place = JsonPlaces.ofAnswer(rules, at);
    boolean isText = json.currentToken() == JsonToken.VALUE_STRING;
    if (isText && rules.errorIsText() && at.equals("/message")) {
      beside = json.getText();
    }
    if (place == null) {
      return false;
    }
    switch (place) {
      case ITEM, CANDIDATE -> readItems(json, place);
      case USAGE -> use(Usage.read(json, errors::name));
      case ERROR -> {
        // Of two errors nobody knows which one the service said.
        Optional<ServiceError> said = JsonPlaces.error(json, rules);
        error = error.isEmpty() ? said : Optional.of(ServiceError.NONE);
      }
      default -> readText(json, place);
    }
    json.skipChildren();
    return true;
  }

  private void readText(JsonParser json, Place place) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      return;
    }
    switch (place) {
      case IMAGE, LINK -> readElement(json);
      case MODEL -> model = errors.name(json.getText());
      case ID -> errors.identify(json.getText());
      case CODE -> readCode(json.getText());
      case MESSAGE -> say(json.getText());
      default -> {} // Only items have it.
    }
  }

  /** Of two codes of a refusal nobody knows which one the service said. */
  private void readCode(String said) {
    if (errors.isFailure() && !code.isEmpty() && !code.equals(said)) {
      error = Optional.of(ServiceError.NONE);
    }
    code = said;
  }

  private void say(String text) {
    if (!text.isEmpty() && words.length() < MAX_WORDS_CHARS) {
      words.append(words.isEmpty() ? "" : " ").append(text);
    }
  }

  /** Reads what stands behind the JSON of a failure as events; whether there is anything. */
  private boolean readRest(PushbackInputStream rest) throws IOException {
    int first = firstOf(rest);
    if (first >= 0) {
      rest.unread(first);
      readAll(new EventStream(rest));
    }
    return first >= 0;
  }

  /** Reads an array of items, also in an array, or an item in place of one. */
  private void readItems(JsonParser json, Place place) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT && place == Place.CANDIDATE) {
      keep(json);
    } else if (json.currentToken() == JsonToken.START_OBJECT) {
      readElement(json);
    } else if (json.currentToken() != JsonToken.START_ARRAY) {
      items++;
    } else {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        images.bounds().item();
        readItems(json, place);
      }
    }
  }

  /** Reads an object that may hold an image, or a text that is one, or its link. */
  private void readElement(JsonParser json) throws IOException {
    int index = items++;
    try (AnswerItem item = AnswerItem.element(images, index)) {
      item.read(json);
      if (!handOver(item, index)) {
        item.error()
            .ifPresentOrElse(
                refusal -> images.refuse(index, refusal), () -> images.fail(index, errors::empty));
      }
    }
  }

  /** A draft is dropped, and so is the first image where there are too many. */
  private void keep(JsonParser json) throws IOException {
    AnswerItem item = resources.register(AnswerItem.event(images, ""));
    item.read(json);
    say(item.message);
    if (item.hasResult() && !item.draft) {
      kept.push(item);
    } else {
      item.close();
    }
    if (kept.size() > images.maxImages()) {
      AnswerItem first = kept.removeLast();
      images.leave(first.url);
      first.close();
    }
  }

  private void takeOrLeave(String url, int index) {
    if (!images.take(index)) {
      images.leave(url);
    } else if (images.bounds().keep(url).isEmpty()) {
      images.fail(index, LONG_LINK);
    } else {
      linked.add(new Linked(url, index));
    }
  }

  private void use(Usage said) {
    usage = said;
    if (said.billed()) {
      errors.announce();
    }
  }

  @Override
  public void readEvents(InputStream in) throws IOException {
    try {
      boolean done = readAll(new EventStream(new CountedInput(in, images.bounds()::read)));
      if (!done && rules.endsWithEvent()) {
        throw errors.broken("the stream of events ends without the one that completes it");
      }
      images.requireAny("the stream of events");
    } catch (JsonProcessingException e) {
      throw unreadable("an event", e, errors);
    } finally {
      images.settle();
    }
  }

  /** Whether the stream said that it is done. */
  private boolean readAll(EventStream events) throws IOException {
    boolean done = false;
    while (!done && events.next()) {
      done = readEvent(events);
    }
    return done;
  }

  /** The first character that is no blank; -1 if there is none. */
  static int firstOf(InputStream in) throws IOException {
    int first = in.read();
    while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
      first = in.read();
    }
    return first;
  }

  private boolean readEvent(EventStream events) throws IOException {
    images.bounds().item();
    PushbackInputStream data = new PushbackInputStream(events, 1);
    int first = firstOf(data);
    if (first != '{') {
      return first == DONE.charAt(0) && endsWithoutCompletion(data);
    }
    data.unread(first);
    try (AnswerItem item = AnswerItem.event(images, events.name());
        JsonParser json = AnswerText.parser(new FirstObject(data, images.bounds()))) {
      json.nextToken();
      item.read(json);
      item.typeIfMissing(events.name());
      return handle(item);
    }
  }

  private boolean endsWithoutCompletion(InputStream data) throws IOException {
    byte[] rest = data.readNBytes(DONE.length() - 1);
    boolean isDone = new String(rest, US_ASCII).equals(DONE.substring(1));
    if (isDone && rules.endsWithEvent()) {
      throw errors.broken("the stream of events is done without the event that completes it");
    }
    return isDone;
  }

  /** Whether this was the last event. */
  private boolean handle(AnswerItem item) throws IOException {
    Event event = item.event();
    // Below a status of failure an error says no more than the status, and images may follow.
    if (event == Event.ERROR && !errors.isFailure()) {
      throw errors.ofError(item.errorOrSelf(), true);
    }
    model = item.model.isEmpty() ? model : item.model;
    int index = item.index < 0 ? images.nextIndex() : item.index;
    switch (event) {
      case IMAGE -> receive(item, index);
      case PREVIEW -> item.handOver(index);
      case FAILED -> images.refuse(index, item.errorOrSelf());
      case END -> complete(item);
      default -> {} // The service grows: what is not known is not needed.
    }
    return event == Event.END;
  }

  private void receive(AnswerItem item, int index) throws IOException {
    errors.announce();
    if (!rules.endsWithEvent()) {
      use(usage.plus(item.usage));
    }
    if (!handOver(item, index)) {
      images.fail(index, "the event of an image holds none");
    }
    fetchAll();
  }

  private void complete(AnswerItem item) {
    use(item.usage);
    item.error().ifPresent(this::endWith);
    images.requireAny("the stream of events");
  }

  /**
   * What reading an answer failed with. The parser's message may quote the answer, so only the
   * place is given.
   *
   * @param what is read, for the message
   * @return the same unless it is the answer's fault
   * @throws io.github.maskloom.fusion.FusionException if it is
   */
  static IOException unreadable(String what, IOException e, CallErrors errors) {
    if (e instanceof AnswerTooLong tooLong) {
      throw errors.broken(tooLong.getOriginalMessage());
    }
    if (e instanceof StreamConstraintsException) {
      throw errors.broken("a text, name or number, or all of " + what + ", is too long");
    }
    if (e instanceof JsonProcessingException broken) {
      long at = broken.getLocation() == null ? -1 : broken.getLocation().getCharOffset();
      throw errors.broken(what + " is broken JSON, or breaks off, at character " + at);
    }
    if (e instanceof CharConversionException) {
      throw errors.broken(what + " is no text");
    }
    return e;
  }
}
