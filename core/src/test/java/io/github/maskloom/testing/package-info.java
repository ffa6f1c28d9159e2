/** Images and faults that the tests of several packages need. */
@NullMarked
package io.github.maskloom.testing;

import org.jspecify.annotations.NullMarked;
