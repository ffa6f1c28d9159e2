package io.github.maskloom;

import io.github.maskloom.prepare.PrepareReport;

/**
 * A composite that was made ready to be sent in the same pass.
 *
 * @param composite what was painted, at the photo's size; {@link CompositeReport#outputBytes} is 0,
 *     as the composite itself was written nowhere
 * @param prepared what was written
 */
public record PreparedComposite(CompositeReport composite, PrepareReport prepared) {}
