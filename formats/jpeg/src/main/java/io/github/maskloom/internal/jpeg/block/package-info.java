/** JPEG entropy coding, block by block: Huffman codes, coded bits, and the transform. */
@NullMarked
package io.github.maskloom.internal.jpeg.block;

import org.jspecify.annotations.NullMarked;
