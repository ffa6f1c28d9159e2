package io.github.maskloom.ark;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A rule of the service that is checked here, before anything is uploaded, for models that are in
 * {@link ArkModels}. Any of them can be turned off with {@link ArkConfig.Builder#withoutChecks},
 * for the day on which the service's rules are wider than this version knows.
 */
public enum ArkCheck {
  /** How many images go in: photo and references together. */
  INPUT_COUNT,
  /** How many images come out, and how many go in and come out together. */
  IMAGE_COUNT,
  /** Encoded bytes of each image. */
  INPUT_BYTES,
  /** Width times height of each image. */
  INPUT_PIXELS,
  /** Sides of each image. */
  INPUT_SIDE,
  /** Ratio of the sides of each image. */
  INPUT_RATIO,
  /** File format of each image. */
  MEDIA_TYPE,
  /** Size of the images to make. */
  SIZE,
  /** Fields that the model does not know. */
  FEATURES,
  /** Numbers that are out of their range. */
  RANGES,
  /** A prompt, which every request needs except one that takes an image apart into layers. */
  PROMPT,
  /** What a transparent background needs. */
  BACKGROUND,
  /** What taking an image apart into layers needs. */
  LAYERS;

  /** Every check. */
  public static final Set<ArkCheck> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(ArkCheck.class));
}
