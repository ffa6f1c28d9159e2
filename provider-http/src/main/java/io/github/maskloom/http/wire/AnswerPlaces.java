package io.github.maskloom.http.wire;

/**
 * Where an answer has what is wanted, for a service that nests it deeper than {@link AnswerRules}
 * says. A value's path is the names of the members around it and its own, joined by dots; arrays
 * have no names. <b>Threads:</b> safe.
 */
public interface AnswerPlaces {
  /** What a value of an answer is. */
  enum Place {
    /** An object, or an array of objects, within which is what is wanted. */
    WITHIN,
    /**
     * An object that may hold one image, or an array of such objects. What is wanted is within
     * each.
     */
    ITEM,
    /** An image in base64. */
    IMAGE,
    /** If true, the image of the same {@link #ITEM} is no result, and nobody is billed for it. */
    DRAFT,
    /** Why the answer ended, in a word. Where no image came, it is the failure's code. */
    REASON,
    /** Words to people. Where no image came, they are the failure's message. */
    WORDS,
    /** An object that counts what was used. */
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
