/** One call: its turn, its attempts, its connection, and what came back. */
@NullMarked
package io.github.maskloom.http.call;

import org.jspecify.annotations.NullMarked;
