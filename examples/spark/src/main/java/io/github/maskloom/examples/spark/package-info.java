/** Many images on a cluster: composited, prepared or restored with Apache Spark. */
@NullMarked
package io.github.maskloom.examples.spark;

import org.jspecify.annotations.NullMarked;
