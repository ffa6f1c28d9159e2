/** What the library may do to failures and callers may not. */
@NullMarked
package io.github.maskloom.internal.fault;

import org.jspecify.annotations.NullMarked;
