/** What travels beside the pixels, whatever format brings it. */
@NullMarked
package io.github.maskloom.internal.metadata;

import org.jspecify.annotations.NullMarked;
