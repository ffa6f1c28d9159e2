package io.github.maskloom.image;

import java.util.Objects;

/**
 * How images are read.
 *
 * @param limits what each image may ask for, encoded or as rows
 * @param damage what to do about a damaged photo; masks and replacements are always read strictly
 */
public record ReadOptions(ImageLimits limits, DamagePolicy damage) {
  /** The default limits; damaged images are refused. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(ImageLimits.DEFAULT, DamagePolicy.STRICT);

  public ReadOptions {
    Objects.requireNonNull(limits);
    Objects.requireNonNull(damage);
  }

  /** The same with other limits. */
  public ReadOptions withLimits(ImageLimits value) {
    return new ReadOptions(value, damage);
  }

  /** The same with another policy. */
  public ReadOptions withDamage(DamagePolicy value) {
    return new ReadOptions(limits, value);
  }
}
