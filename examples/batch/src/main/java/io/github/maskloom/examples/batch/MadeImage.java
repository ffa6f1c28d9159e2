package io.github.maskloom.examples.batch;

import java.util.OptionalDouble;

/**
 * An image that a job made.
 *
 * @param width in pixels
 * @param height in pixels
 * @param coverage the share of the photo that is painted, 0 to 1; empty if there was no mask
 * @param strategy how it was made
 */
public record MadeImage(int width, int height, OptionalDouble coverage, String strategy) {}
