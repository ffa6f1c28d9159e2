/** Contracts and fixtures for tests: of providers, of sources of rows, and of this library. */
@NullMarked
package io.github.maskloom.testing;

import org.jspecify.annotations.NullMarked;
