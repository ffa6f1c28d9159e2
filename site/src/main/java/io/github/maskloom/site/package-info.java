/** The documentation as static pages, and the check of its links. */
@org.jspecify.annotations.NullMarked
package io.github.maskloom.site;
