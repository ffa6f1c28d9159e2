package io.github.maskloom.internal.deflate;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Passes tokens on by calls that the JIT compiler does not look through.
 *
 * <p>Behind the sink is all that makes and writes a block. Inlined into the loop that finds the
 * tokens it gains nothing, but compiling them in one piece takes 15 MB outside the heap.
 */
final class UninlinedTokens implements TokenSink {
  /** Not constant to the compiler, being fields of an object. */
  private final MethodHandle literals;

  private final MethodHandle match;

  UninlinedTokens(TokenSink sink) {
    literals = bound(sink, "literals", byte[].class, int.class, int.class);
    match = bound(sink, "match", byte[].class, int.class, int.class, int.class);
  }

  private static MethodHandle bound(TokenSink sink, String name, Class<?>... parameters) {
    try {
      return MethodHandles.lookup()
          .findVirtual(TokenSink.class, name, MethodType.methodType(void.class, parameters))
          .bindTo(sink);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a sink of tokens has a method " + name, e);
    }
  }

  @Override
  public void literals(byte[] bytes, int from, int count) throws IOException {
    try {
      literals.invokeExact(bytes, from, count);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  @Override
  public void match(byte[] bytes, int at, int length, int distance) throws IOException {
    try {
      match.invokeExact(bytes, at, length, distance);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  private static IllegalStateException rethrown(Throwable e) throws IOException {
    Throwables.throwIfInstanceOf(e, IOException.class);
    Throwables.throwIfUnchecked(e);
    return new IllegalStateException("a sink threw what it does not declare", e);
  }
}
