/** Maskloom in applications of Spring Boot: beans, problem documents, event streams, metrics. */
@NullMarked
package io.github.maskloom.spring;

import org.jspecify.annotations.NullMarked;
