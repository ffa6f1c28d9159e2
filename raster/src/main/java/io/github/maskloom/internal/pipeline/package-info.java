/** Steps that rows take between a decoder and an encoder. */
@NullMarked
package io.github.maskloom.internal.pipeline;

import org.jspecify.annotations.NullMarked;
