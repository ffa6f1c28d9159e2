/**
 * Fusing furniture into rooms, whichever model stands behind it.
 *
 * @serial exclude
 */
@NullMarked
package io.github.maskloom.fusion;

import org.jspecify.annotations.NullMarked;
