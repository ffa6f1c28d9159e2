package io.github.maskloom.fusion.spi;

/**
 * As much of a request as shows whether it goes beyond what a provider can do.
 *
 * @param masked whether a mask says what is to change
 * @param references how many there are
 * @param linked whether any of them is a link
 * @param prompted whether there are words
 * @param size of the images to make
 * @param count of the images to make, at least 1
 */
public record RequestOutline(
    boolean masked, int references, boolean linked, boolean prompted, OutputSize size, int count) {}
