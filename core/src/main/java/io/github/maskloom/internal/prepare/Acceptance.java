package io.github.maskloom.internal.prepare;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.UploadLimits;

/**
 * What is written.
 *
 * @param format of the result, unless it is the source
 * @param limits what the receiver accepts
 * @param passThrough whether a source that meets everything is copied byte for byte
 */
public record Acceptance(OutputFormat format, UploadLimits limits, boolean passThrough) {}
