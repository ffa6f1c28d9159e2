/** What a caller may set: time, retries, limits, keys, proxies, trust, and a client of its own. */
@NullMarked
package io.github.maskloom.http.settings;

import org.jspecify.annotations.NullMarked;
