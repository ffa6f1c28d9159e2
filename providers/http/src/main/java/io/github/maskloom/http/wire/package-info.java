/** How a service speaks: bodies, errors, events, and texts that must stay private. */
@NullMarked
package io.github.maskloom.http.wire;

import org.jspecify.annotations.NullMarked;
