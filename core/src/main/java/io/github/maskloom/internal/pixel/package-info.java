/** Row arithmetic: blending, scaling, flattening, mask conventions. Knows no stream. */
@NullMarked
package io.github.maskloom.internal.pixel;

import org.jspecify.annotations.NullMarked;
