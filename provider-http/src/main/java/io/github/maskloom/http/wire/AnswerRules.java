package io.github.maskloom.http.wire;

import java.util.Optional;

/**
 * What a service's answers are made of. An answer is a JSON object with an array {@code data},
 * whose elements hold {@code b64_json} or {@code url}; or a stream of events, whose data are such
 * elements with a {@code type}. {@link #places} says where else a service has them. <b>Threads:</b>
 * safe.
 */
public interface AnswerRules {
  /** The rules of a service that sends no events. */
  AnswerRules JSON = new AnswerRules() {};

  /** What an event says. */
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
   * Says what an event means. A service that sends none need not override this or any of the next
   * three methods.
   *
   * @param type as it is written, or empty if it is not said
   * @param error whether the event holds an error
   * @return what it means; {@link Event#OTHER} for a type that is unknown
   */
  default Event event(String type, boolean error) {
    return error ? Event.ERROR : Event.OTHER;
  }

  /**
   * Says whether the name of an event is its type. Other names say nothing.
   *
   * @param name from the event's {@code event} line
   * @return false unless overridden
   */
  default boolean isType(String name) {
    return false;
  }

  /**
   * {@return whether images come in order, so that events need not say which one they are about}
   */
  default boolean inOrder() {
    return true;
  }

  /** {@return whether a stream without {@link Event#END} broke off} */
  default boolean endsWithEvent() {
    return false;
  }

  /**
   * {@return whether {@code error} is a text, and no object} It is a code if a {@code message}
   * stands beside it, else the message.
   */
  default boolean errorIsText() {
    return false;
  }

  /** {@return the member of {@code error} that is its code} */
  default String errorCode() {
    return "code";
  }

  /**
   * {@return where else images and what belongs to them are, or empty if nowhere} With such places
   * the last image is the first result.
   */
  default Optional<AnswerPlaces> places() {
    return Optional.empty();
  }

  /**
   * {@return how many blanks may come before an answer} Some gateways send them while they wait.
   */
  default int maxLeadingBlanks() {
    return 1024;
  }
}
