/** The zlib and deflate formats (RFC 1950, RFC 1951). */
@NullMarked
package io.github.maskloom.internal.deflate;

import org.jspecify.annotations.NullMarked;
