/** One request on one connection, and what keeps a peer from filling the heap. */
@NullMarked
package io.github.maskloom.http.exchange;

import org.jspecify.annotations.NullMarked;
