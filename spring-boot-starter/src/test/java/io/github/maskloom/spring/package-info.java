@NullMarked
package io.github.maskloom.spring;

import org.jspecify.annotations.NullMarked;
