/** Contracts and fixtures for tests of providers, of code that asks them, and of this library. */
@NullMarked
package io.github.maskloom.testing;

import org.jspecify.annotations.NullMarked;
