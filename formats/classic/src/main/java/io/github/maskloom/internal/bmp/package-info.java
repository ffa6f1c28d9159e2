/** BMP: headers, bit fields and run lengths. */
@NullMarked
package io.github.maskloom.internal.bmp;

import org.jspecify.annotations.NullMarked;
