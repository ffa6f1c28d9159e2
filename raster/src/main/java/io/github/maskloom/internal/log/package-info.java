/** What the library says in a log. */
@NullMarked
package io.github.maskloom.internal.log;

import org.jspecify.annotations.NullMarked;
