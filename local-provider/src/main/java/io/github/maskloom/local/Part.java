package io.github.maskloom.local;

/**
 * A part of a box, as shares of its sides from its left and upper ones, 0 to 1.
 *
 * @param left where it begins
 * @param top where it begins
 * @param right where it ends
 * @param bottom where it ends
 */
record Part(double left, double top, double right, double bottom) {}
