/** What connects Maskloom with other things; each file stands for itself. */
@NullMarked
package io.github.maskloom.examples.adapters;

import org.jspecify.annotations.NullMarked;
