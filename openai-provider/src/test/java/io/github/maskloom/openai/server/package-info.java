/** OpenAI's image edits and an {@code sd-server}, as documented, on loopback. */
@NullMarked
package io.github.maskloom.openai.server;

import org.jspecify.annotations.NullMarked;
