package io.github.maskloom.internal.imageio;

import io.github.maskloom.format.ImageFile.Access;

/**
 * How an image is read, known before any of its rows is.
 *
 * @param format the format's name, such as {@code TIFF}, or the plug-in's name for it
 * @param mediaType such as {@code image/tiff}
 * @param orientation the orientation that is stored with it, 1 to 8, and that rows come in
 * @param access what its rows go through
 * @param heldBytes bytes that the decoder holds in the heap beyond a window, at the most
 * @param spoolBytes bytes of decoded rows that go to a temporary file
 */
public record ReadPlan(
    String format,
    String mediaType,
    int orientation,
    Access access,
    long heldBytes,
    long spoolBytes) {}
