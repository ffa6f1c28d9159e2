/**
 * Ark as its reference describes it, on the loopback interface: for tests, which cannot reach the
 * live service.
 */
@NullMarked
package io.github.maskloom.ark.server;

import org.jspecify.annotations.NullMarked;
