/** One call among others: its turn, its attempts, its time, and its early end. */
@NullMarked
package io.github.maskloom.http.call;

import org.jspecify.annotations.NullMarked;
