/** Volcengine Ark as a provider of fusions; nothing is public yet. */
@NullMarked
package io.github.maskloom.ark;

import org.jspecify.annotations.NullMarked;
