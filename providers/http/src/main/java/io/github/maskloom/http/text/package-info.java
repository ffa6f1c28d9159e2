/** Texts that must stay private, and values as JSON has them. */
@NullMarked
package io.github.maskloom.http.text;

import org.jspecify.annotations.NullMarked;
