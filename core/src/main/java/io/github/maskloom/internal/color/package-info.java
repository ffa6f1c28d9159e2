/** Colors: profiles, transforms between them, and how one image's are matched to another's. */
@NullMarked
package io.github.maskloom.internal.color;

import org.jspecify.annotations.NullMarked;
