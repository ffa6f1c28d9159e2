/** A server on loopback that answers as planned, and every fault that a network has. */
@NullMarked
package io.github.maskloom.testing.internal.server;

import org.jspecify.annotations.NullMarked;
