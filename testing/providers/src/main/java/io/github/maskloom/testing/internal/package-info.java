/** Fixtures of this library's own tests. No part of the API: they change without notice. */
@NullMarked
package io.github.maskloom.testing.internal;

import org.jspecify.annotations.NullMarked;
