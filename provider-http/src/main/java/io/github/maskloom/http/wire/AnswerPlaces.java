package io.github.maskloom.http.wire;

/**
 * Where an answer has what is wanted, for a service that nests it deeper than {@link AnswerRules}
 * says. A value's path is the names of the members around it and its own, joined by dots; arrays
 * have no names. <b>Threads:</b> safe.
 */
public interface AnswerPlaces {
  /** What a value is. */
  enum Place {
    /** What is wanted is within it. */
    WITHIN,
    /** It may hold one image; what is wanted is within it. */
    ITEM,
    /** An image in base64. */
    IMAGE,
    /** If true, the image of this item is on the way to the result, and no one is billed for it. */
    DRAFT,
    /** Why the answer ended, which is a code where no image came. */
    REASON,
    /** Words to people. */
    WORDS,
    /** What was used. */
    USAGE,
    /** The model's name. */
    MODEL,
    /** The service's id of this answer. */
    ID,
    /** Nobody needs it. */
    OTHER
  }

  /**
   * Says what the value at a path is.
   *
   * @param path names of the members around the value and its own, joined by dots, such as {@code
   *     candidates.content}
   * @return {@link Place#OTHER} for a path that is unknown or not needed
   */
  Place of(String path);

  /** {@return the own name of a member that holds an image, which is the end of its path} */
  String imageField();
}
