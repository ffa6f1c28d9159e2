/**
 * One call in the making, from its place in the queue to its result, and the clients that make it.
 */
@NullMarked
package io.github.maskloom.fusion.call;

import org.jspecify.annotations.NullMarked;
