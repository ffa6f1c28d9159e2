/** Catalogues of images that carry data, such as furniture, and a cache that keeps them. */
@NullMarked
package io.github.maskloom.catalog;

import org.jspecify.annotations.NullMarked;
