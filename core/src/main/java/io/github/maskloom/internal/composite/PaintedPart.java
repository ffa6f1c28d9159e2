package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;

/**
 * What of a photo is painted.
 *
 * @param photoWidth columns of the photo
 * @param photoHeight rows of the photo
 * @param box around all paint; empty if nothing is painted
 */
public record PaintedPart(int photoWidth, int photoHeight, BoundingBox box) {}
