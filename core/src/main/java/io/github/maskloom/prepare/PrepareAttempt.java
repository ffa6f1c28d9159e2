package io.github.maskloom.prepare;

/**
 * One encoding of an image on the way to one that is small enough.
 *
 * @param width in pixels
 * @param height in pixels
 * @param quality JPEG quality; 0 for PNG
 * @param bytes encoded size; where it did not fit, what there was when that became clear
 * @param fits whether it was small enough
 */
public record PrepareAttempt(int width, int height, int quality, long bytes, boolean fits) {}
