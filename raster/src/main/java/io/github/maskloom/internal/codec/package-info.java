/** Opens sources as rows and encodes rows into targets, whatever the format. */
@NullMarked
package io.github.maskloom.internal.codec;

import org.jspecify.annotations.NullMarked;
