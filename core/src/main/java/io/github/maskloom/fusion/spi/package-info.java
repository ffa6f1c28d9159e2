/** What a provider of fused pictures implements, and what it is given. */
@NullMarked
package io.github.maskloom.fusion.spi;

import org.jspecify.annotations.NullMarked;
