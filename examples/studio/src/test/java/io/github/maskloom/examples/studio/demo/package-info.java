/** The images of the demonstration: furniture and rooms, photographed by a small path tracer. */
@NullMarked
package io.github.maskloom.examples.studio.demo;

import org.jspecify.annotations.NullMarked;
