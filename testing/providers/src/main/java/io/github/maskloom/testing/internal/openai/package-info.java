/** OpenAI's image edits and an {@code sd-server}, as documented, on loopback. */
@NullMarked
package io.github.maskloom.testing.internal.openai;

import org.jspecify.annotations.NullMarked;
