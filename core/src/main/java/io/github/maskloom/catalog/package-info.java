/**
 * Catalogs of images that carry data, such as furniture, and a cache that keeps them.
 *
 * @serial exclude
 */
@NullMarked
package io.github.maskloom.catalog;

import org.jspecify.annotations.NullMarked;
