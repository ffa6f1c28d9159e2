/** What is known of a service's models: as data, and by asking the service. */
@NullMarked
package io.github.maskloom.http.model;

import org.jspecify.annotations.NullMarked;
