/** JPEG: reading and writing files, without the codecs of the JDK. */
@NullMarked
package io.github.maskloom.internal.jpeg;

import org.jspecify.annotations.NullMarked;
