/**
 * Catalogs of images that carry data, such as furniture.
 *
 * @serial exclude
 */
@NullMarked
package io.github.maskloom.catalog;

import org.jspecify.annotations.NullMarked;
