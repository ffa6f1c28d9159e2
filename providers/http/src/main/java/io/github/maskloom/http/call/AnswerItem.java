package io.github.maskloom.http.call;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.io.FileBackedOutputStream;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.AnswerRules.Event;
import io.github.maskloom.http.wire.AnswerRules.Place;
import io.github.maskloom.http.wire.ServiceError;
import io.github.maskloom.internal.file.BlockOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object of an answer: an element of {@code data}, or the data of an event. An image in it is
 * decoded while it is parsed, straight to its place. If the object has not said yet which image it
 * is, the image goes to a temporary file. Closing the item drops an image that was not handed over.
 */
final class AnswerItem implements Closeable {
  static final String DAMAGED = "an image is neither base64 nor a link";

  private final AnswerImages images;
  private final AnswerRules rules;
  private final boolean element;
  private String type;

  /** Of the image that the object is about, or -1 if it was not said. */
  int index;

  /** The link of the image; empty if it is not linked. */
  String url = "";

  /** The model's name, fit to be shown; empty if it was not said. */
  String model = "";

  /** The words in it, or an empty text. */
  String message = "";

  /** What was used, as the field {@code usage} says. */
  Usage usage = Usage.NONE;

  /** Whether what should be an image is none. */
  boolean damaged;

  /** Whether its image is none of the result. */
  boolean draft;

  private String code = "";
  private @Nullable ServiceError error;
  private @Nullable IncomingImage incoming;
  private @Nullable ImageSpool spool;
  private boolean found;

  private AnswerItem(AnswerImages images, boolean element, String type, int index) {
    this.images = images;
    rules = images.errors().profile().answers();
    this.element = element;
    this.type = rules.isType(type) ? type : "";
    this.index = index;
  }

  /**
   * Begins an element of {@code data}, which is an image.
   *
   * @param images where its image goes
   * @param index of the element, from 0
   * @return an item to be read, and closed
   */
  public static AnswerItem element(AnswerImages images, int index) {
    return new AnswerItem(images, true, "", index);
  }

  /**
   * Begins the data of an event, or what holds an image of which it is said later which one it is.
   *
   * @param images where its image goes
   * @param name the event's name; empty if it has none
   * @return an item to be read, and closed
   */
  public static AnswerItem event(AnswerImages images, String name) {
    return new AnswerItem(images, false, name, -1);
  }

  /** {@return what the object means, as far as it was read} Of an element always an image. */
  public Event event() {
    return element ? Event.IMAGE : rules.event(type, error != null);
  }

  /**
   * Sets the type if the object has none.
   *
   * @param other such as the event's name
   */
  public void typeIfMissing(String other) {
    if (type.isEmpty()) {
      type = other;
    }
  }

  /** {@return the field {@code error}, or empty if there is none} */
  public Optional<ServiceError> error() {
    return Optional.ofNullable(error);
  }

  /**
   * {@return the field {@code error}, or else the object's own {@code code} and {@code message}}
   */
  public ServiceError errorOrSelf() {
    return error != null ? error : new ServiceError(code, message);
  }

  /**
   * Reads an object to its end, or a text that is an image or its link. An image is decoded at
   * once.
   *
   * @param json at the beginning of the object, or at the text
   * @throws IOException if the answer breaks off or is no JSON
   * @throws LocalFailure if the image cannot be written here
   */
  public void read(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      readImage(json, false);
    } else {
      JsonPlaces.walk(json, this::take);
    }
  }

  private boolean take(JsonParser json, String at) throws IOException {
    Place place = JsonPlaces.ofItem(rules, at);
    if (place == null) {
      return false;
    }
    JsonToken value = json.currentToken();
    switch (place) {
      case ERROR -> error = JsonPlaces.error(json, rules).orElse(null);
      case USAGE -> {
        usage = Usage.read(json, images.errors()::name);
        announceIf(usage.billed());
      }
      case DRAFT -> draft |= value == JsonToken.VALUE_TRUE;
      case INDEX -> index = value.isNumeric() ? json.getValueAsInt(Integer.MAX_VALUE) : index;
      default -> readText(json, value == JsonToken.VALUE_STRING ? place : Place.ITEM);
    }
    json.skipChildren();
    return true;
  }

  private void readText(JsonParser json, Place place) throws IOException {
    switch (place) {
      case IMAGE, LINK -> readImage(json, place == Place.LINK);
      case TYPE -> type = json.getText();
      case MODEL -> model = images.errors().name(json.getText());
      case CODE -> code = json.getText();
      case MESSAGE -> message = json.getText();
      default -> {} // It is no text, or not wanted.
    }
  }

  /** Reads a text that is an image or its link, whether or not it stands where links do. */
  void readImage(JsonParser json, boolean ofLinks) throws IOException {
    boolean isLink = AnswerText.isLink(json, ofLinks);
    url = isLink ? json.getText() : url;
    announceIf((isLink ? !url.isEmpty() : ofLinks) && event() == Event.IMAGE);
    if (!isLink) {
      decode(json);
    }
  }

  private void announceIf(boolean isImage) {
    if (isImage) {
      images.errors().announce();
    }
  }

  private void decode(JsonParser json) throws IOException {
    try {
      damaged |= !AnswerText.decode(json, images.bounds(), this::place);
      announceIf(damaged);
    } catch (JsonParseException e) {
      images.errors().announce();
      throw e;
    }
  }

  /** Where an image goes whose first bytes have come. */
  private OutputStream place() throws LocalFailure {
    images.errors().announce();
    boolean unsaid = !element && type.isEmpty();
    Event event = event();
    if (found || !(unsaid || event == Event.IMAGE || event == Event.PREVIEW)) {
      return OutputStream.nullOutputStream();
    }
    found = true;
    if (!unsaid && index < 0 && rules.inOrder()) {
      index = images.nextIndex();
    }
    if (unsaid || index < 0) {
      spool = new ImageSpool(images.bounds().maxImageBytes());
      return spool;
    }
    incoming = begin(index);
    return incoming == null ? OutputStream.nullOutputStream() : incoming;
  }

  /** The place of the image, or null if it is not taken. */
  private @Nullable IncomingImage begin(int place) throws LocalFailure {
    if (event() == Event.PREVIEW) {
      return images.beginPreview(place);
    }
    return images.take(place) ? images.begin(place) : null;
  }

  /** {@return whether an image was in the object, also one that was not taken on} */
  public boolean hasImage() {
    return found || damaged;
  }

  /** Whether an image or its link was in the object. */
  boolean hasResult() {
    return hasImage() || !url.isEmpty();
  }

  /**
   * Hands the image over to the call, or tells the call that it was left. A preview is handed over
   * if the call wants it.
   *
   * @param place index of the image, if the object did not say it
   * @throws LocalFailure if the image cannot be written here
   */
  public void handOver(int place) throws LocalFailure {
    boolean isPreview = event() == Event.PREVIEW;
    if (damaged) {
      if (!isPreview) {
        images.fail(place, DAMAGED);
      }
      return;
    }
    ImageSpool spooled = spool;
    if (spooled != null) {
      incoming = begin(place);
      if (incoming != null) {
        spooled.moveTo(incoming);
      }
    }
    if (incoming == null && !isPreview) {
      images.leave(url);
    } else if (incoming != null && isPreview) {
      images.finishPreview(incoming);
    } else if (incoming != null) {
      images.finish(incoming);
    }
  }

  @Override
  public void close() throws LocalFailure {
    ImageSpool file = spool;
    IncomingImage left = incoming;
    try (file;
        left) {
      // Closes those that there are, also if one cannot be closed.
    }
  }

  /**
   * Keeps an image in a temporary file, for answers that send it before they say which one it is.
   * Closing it deletes the file.
   */
  private static final class ImageSpool extends BlockOutputStream {
    private final FileBackedOutputStream file = new FileBackedOutputStream(0);
    private final long maxBytes;
    private long bytes;

    /**
     * Begins without an image.
     *
     * @param maxBytes what comes beyond is counted and dropped
     */
    ImageSpool(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws LocalFailure {
      bytes += length;
      // One byte more than allowed, so that the next stage sees that it is too long.
      if (bytes <= maxBytes + length) {
        LocalFailure.during(() -> file.write(from, offset, length));
      }
    }

    /**
     * Copies the image to where the call wants it. The spool keeps its file until it is closed.
     *
     * @throws LocalFailure if the file cannot be read, or its place cannot be written
     */
    void moveTo(IncomingImage image) throws LocalFailure {
      // A network, or a quota, may tell only at the end that a byte was not written.
      LocalFailure.during(file::close);
      LocalFailure.during(() -> file.asByteSource().copyTo(image));
    }

    @Override
    public void close() throws LocalFailure {
      LocalFailure.during(file::reset);
    }
  }
}
