/** What the demonstration's things are made of. */
@NullMarked
package io.github.maskloom.examples.studio.demo.matter;

import org.jspecify.annotations.NullMarked;
