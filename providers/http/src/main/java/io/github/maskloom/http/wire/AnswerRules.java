package io.github.maskloom.http.wire;

import io.github.maskloom.fusion.FusionQuote;
import java.util.Map;
import java.util.Optional;

/**
 * What a service's answers are made of. An answer is a JSON object with an array {@code data},
 * whose elements hold {@code b64_json} or {@code url}. Or it is a stream of events, whose data are
 * such elements with a {@code type}. {@link #places} and {@link #itemPlaces} say where else a
 * service has them. <b>Threads:</b> safe.
 */
public interface AnswerRules {
  /** The rules of a service that sends no events. */
  AnswerRules JSON = new AnswerRules() {};

  /** What a value of an answer is. */
  enum Place {
    /** An object that may hold one image, or an array of such objects. */
    ITEM,
    /**
     * The same where the last image is the first result. Images wait in temporary files until the
     * answer ends.
     */
    CANDIDATE,
    /**
     * An image in base64, as a data URL, or as a link: a member of an item, or an item by itself
     * such as {@code /images/*}.
     */
    IMAGE,
    /** The same; in an item, any text is a link that is no data URL. */
    LINK,
    /** If true, the image of the same candidate is no result, and nobody is billed for it. */
    DRAFT,
    /** What an event says. */
    TYPE,
    /** Which image an event is about, from 0. */
    INDEX,
    /** Why no image came, in a word. */
    CODE,
    /** The same in words to people. A candidate's are the answer's. */
    MESSAGE,
    /** An object or a text that says what failed. */
    ERROR,
    /** An object that counts what was used. */
    USAGE,
    /** The model's name. */
    MODEL,
    /** The service's id of this answer. */
    ID
  }

  /** What one event of a streamed answer says. */
  enum Event {
    /** An image is there. */
    IMAGE,
    /** An image as far as it is drawn. */
    PREVIEW,
    /** An image will not come. */
    FAILED,
    /** All is done. */
    END,
    /** Nothing more will come, for a reason. */
    ERROR,
    /** Something that nobody needs. */
    OTHER
  }

  /**
   * Says what an event means. A service that sends no events need not override this or any of the
   * next three methods.
   *
   * @param type the event's type as it is written, or empty if it is not said
   * @param error whether the event holds an error
   * @return the meaning; {@link Event#OTHER} for a type that is unknown. Unless overridden, {@code
   *     ERROR} if there is an error, else {@code OTHER}.
   */
  default Event event(String type, boolean error) {
    return error ? Event.ERROR : Event.OTHER;
  }

  /**
   * Says whether the name of an event already is its type while its data come. Then an image in the
   * data goes straight to its place. A member {@code type} of the data replaces the type. Where the
   * data have none, any name is the type once they are read.
   *
   * @param name from the event's {@code event} line
   * @return false unless overridden
   */
  default boolean isType(String name) {
    return false;
  }

  /**
   * {@return whether images come in order, so that an image of which no index was said is the next
   * one} If false, such an image waits in a temporary file until its event has ended. True unless
   * overridden.
   */
  default boolean inOrder() {
    return true;
  }

  /**
   * {@return whether a stream of events that ends without {@link Event#END} counts as broken off}
   * False unless overridden.
   */
  default boolean endsWithEvent() {
    return false;
  }

  /**
   * {@return whether {@code error} is a text, and no object} An object is then not read. In a JSON
   * answer with a {@code message} beside it, the text is a code. With a {@link Place#CODE} beside
   * it, the text is the message. In events, in answers about queued jobs, and without such a
   * message, it is the message. False unless overridden.
   */
  default boolean errorIsText() {
    return false;
  }

  /**
   * {@return the name of the member of {@code error} that is its code} {@code code} unless
   * overridden.
   */
  default String errorCode() {
    return "code";
  }

  /**
   * {@return what else stands where in a JSON answer, by JSON pointers in which {@code *} is any
   * index} Every answer may have items in {@code /data}, and beside it {@code /usage}, {@code
   * /model} and {@code /error}. None unless overridden.
   */
  default Map<String, Place> places() {
    return Map.of();
  }

  /**
   * {@return what else stands where in an item, and in the data of an event, by pointers as for
   * {@link #places}} Every item may have {@code /b64_json}, {@code /url}, {@code /type}, {@code
   * /image_index}, {@code /model}, {@code /code}, {@code /message}, {@code /error} and {@code
   * /usage}. None unless overridden.
   */
  default Map<String, Place> itemPlaces() {
    return Map.of();
  }

  /**
   * {@return the query that has the service say what a request would cost, and not do it, such as
   * {@code dry_run=true}; empty if there is none} Empty unless overridden.
   */
  default Optional<String> quoteQuery() {
    return Optional.empty();
  }

  /**
   * Says what a request would cost. Never called without a {@link #quoteQuery}.
   *
   * @param said the whole numbers in the service's answer, by the names of their members
   * @return the price, or empty if the answer is none
   */
  default Optional<FusionQuote> quote(Map<String, Long> said) {
    return Optional.empty();
  }

  /**
   * {@return whether an empty link, or none, stands for an image that was made, is billed, and was
   * withheld for what it shows} It holds for answers of queued jobs too. False unless overridden.
   */
  default boolean withholdsImages() {
    return false;
  }

  /**
   * {@return how many blank bytes may stand before the first that is not} With more of them the
   * answer counts as empty. Some gateways send blanks while they wait. 1024 unless overridden.
   */
  default int maxLeadingBlanks() {
    return 1024;
  }
}
