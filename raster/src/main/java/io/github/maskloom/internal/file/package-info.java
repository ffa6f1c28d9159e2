/** How files are read and written. */
@NullMarked
package io.github.maskloom.internal.file;

import org.jspecify.annotations.NullMarked;
