/** Images made ready to be sent: scaled, flattened, encoded within limits, as data URLs. */
@NullMarked
package io.github.maskloom.prepare;

import org.jspecify.annotations.NullMarked;
