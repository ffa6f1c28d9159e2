/** A small path tracer: it follows light through meshes, and develops what arrives as a photo. */
@NullMarked
package io.github.maskloom.examples.studio.demo.render;

import org.jspecify.annotations.NullMarked;
