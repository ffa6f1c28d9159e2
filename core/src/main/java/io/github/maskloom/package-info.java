/** The front door: composites a painted mask over a photo without holding either in memory. */
@NullMarked
package io.github.maskloom;

import org.jspecify.annotations.NullMarked;
