/** Row arithmetic: blending, flattening, mask conventions, paint that grows and fades. */
@NullMarked
package io.github.maskloom.internal.pixel;

import org.jspecify.annotations.NullMarked;
