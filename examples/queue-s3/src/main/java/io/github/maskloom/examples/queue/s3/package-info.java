/** The images of a queue's jobs in a bucket of S3, or of what speaks its protocol. */
@NullMarked
package io.github.maskloom.examples.queue.s3;

import org.jspecify.annotations.NullMarked;
