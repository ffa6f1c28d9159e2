/**
 * What can go wrong, one type per kind of cause.
 *
 * @serial exclude
 */
@NullMarked
package io.github.maskloom.errors;

import org.jspecify.annotations.NullMarked;
