/** What a provider of fused images implements, and what it is given. */
@NullMarked
package io.github.maskloom.fusion.spi;

import org.jspecify.annotations.NullMarked;
