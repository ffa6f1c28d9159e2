/** Sheets on which previews of the local provider are looked at. */
@NullMarked
package io.github.maskloom.benchmarks.preview;

import org.jspecify.annotations.NullMarked;
