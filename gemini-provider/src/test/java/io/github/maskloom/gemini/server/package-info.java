/** The Gemini API as documented, on loopback. */
@NullMarked
package io.github.maskloom.gemini.server;

import org.jspecify.annotations.NullMarked;
