/** Maskloom behind LangChain4j. */
@NullMarked
package io.github.maskloom.examples.langchain4j;

import org.jspecify.annotations.NullMarked;
