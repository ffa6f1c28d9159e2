/**
 * What a format of images implements, and the formats that are installed.
 *
 * <p>A format is a jar with an {@link io.github.maskloom.format.ImageFormat}, which {@link
 * java.util.ServiceLoader} finds. It says how its files begin, and opens their headers as an {@link
 * io.github.maskloom.format.ImageFile}. Writing and splicing are optional.
 */
@NullMarked
package io.github.maskloom.format;

import org.jspecify.annotations.NullMarked;
