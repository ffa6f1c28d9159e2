/** Images read from S3 and written to it, or to what speaks its protocol. */
@NullMarked
package io.github.maskloom.examples.s3;

import org.jspecify.annotations.NullMarked;
