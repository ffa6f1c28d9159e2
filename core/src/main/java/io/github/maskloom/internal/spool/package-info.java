/** Temporary files for what cannot stream. */
@NullMarked
package io.github.maskloom.internal.spool;

import org.jspecify.annotations.NullMarked;
