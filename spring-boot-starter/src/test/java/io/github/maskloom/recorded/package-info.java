/** What requests, journals, tickets and failures of all providers are, as it was recorded. */
@NullMarked
package io.github.maskloom.recorded;

import org.jspecify.annotations.NullMarked;
