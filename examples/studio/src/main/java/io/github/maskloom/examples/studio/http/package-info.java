/** What stands between a web backend and its clients: bodies, answers, names and refusals. */
@NullMarked
package io.github.maskloom.examples.studio.http;

import org.jspecify.annotations.NullMarked;
