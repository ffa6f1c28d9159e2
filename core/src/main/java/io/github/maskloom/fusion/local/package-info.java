/** The provider that needs no model and no network: it stands furniture in the painted area. */
@NullMarked
package io.github.maskloom.fusion.local;

import org.jspecify.annotations.NullMarked;
