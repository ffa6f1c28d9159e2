package io.github.maskloom.fusion;

/**
 * How closely a model looks at what is painted: it is sent the part of the scene around the paint,
 * in as many pixels as it takes, instead of the whole scene in few.
 *
 * <p>All paint is in one box, however many spots there are. The box is grown about its middle by
 * the context factor, and to {@value #LEAST_SIDE} pixels a side at least, then widened to the
 * shapes and sizes that the provider takes, and always stays within the photo. If that is more than
 * {@value #MOST_PERCENT} % of the photo, as with spots far apart, the whole scene is sent.
 *
 * @param context how much wider and higher than the paint the part is; {@value #LEAST_CONTEXT} to
 *     {@value #MOST_CONTEXT}
 */
public record Focus(double context) {
  /** The least context: the paint alone. */
  public static final double LEAST_CONTEXT = 1;

  /** The most context. */
  public static final double MOST_CONTEXT = 20;

  /** A part of the scene is at least so wide and high, in pixels, if the scene is. */
  public static final int LEAST_SIDE = 512;

  /** Where more of the photo's pixels than this percentage were to be sent, all are. */
  public static final int MOST_PERCENT = 75;

  /** Half as much again as what is painted. */
  public static final Focus DEFAULT = new Focus(1.5);

  /**
   * A focus.
   *
   * @throws IllegalArgumentException unless the context is from 1 to 20
   */
  public Focus {
    if (!(context >= LEAST_CONTEXT && context <= MOST_CONTEXT)) {
      throw new IllegalArgumentException(
          "a context is a factor from %s to %s".formatted(LEAST_CONTEXT, MOST_CONTEXT));
    }
  }

  /** A focus with this context factor. */
  public static Focus of(double context) {
    return new Focus(context);
  }
}
