/** The provider that needs no model and no network: it pastes furniture into the painted area. */
@NullMarked
package io.github.maskloom.fusion.local;

import org.jspecify.annotations.NullMarked;
