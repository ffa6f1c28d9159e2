/** What can go wrong, one type per kind of cause. */
@NullMarked
package io.github.maskloom.errors;

import org.jspecify.annotations.NullMarked;
