/**
 * The provider {@code local}, which needs no model and no network: it stands furniture in the
 * painted area.
 */
@NullMarked
package io.github.maskloom.local;

import org.jspecify.annotations.NullMarked;
