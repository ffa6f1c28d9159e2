/** What came back: images on their way to disk, errors, and links that are followed. */
@NullMarked
package io.github.maskloom.http.answer;

import org.jspecify.annotations.NullMarked;
