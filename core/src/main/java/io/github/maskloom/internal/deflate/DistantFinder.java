package io.github.maskloom.internal.deflate;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Finds tokens by a call that the JIT compiler does not look through.
 *
 * <p>Behind the finder are the loops that write the tokens. Inlined into those that ask for them
 * they gain nothing, but compiling them in one piece takes 10 MB outside the heap.
 */
final class DistantFinder implements TokenFinder {
  private static final MethodType FIND =
      MethodType.methodType(
          int.class, byte[].class, int.class, int.class, int.class, TokenSink.class);

  private final TokenFinder finder;

  /** Not constant to the compiler, being a field of an object. */
  private final MethodHandle find;

  DistantFinder(TokenFinder finder) {
    this.finder = finder;
    try {
      find = MethodHandles.lookup().findVirtual(TokenFinder.class, "find", FIND).bindTo(finder);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a finder has a method find", e);
    }
  }

  @Override
  public int find(byte[] bytes, int from, int to, int end, TokenSink sink) throws IOException {
    try {
      return (int) find.invokeExact(bytes, from, to, end, sink);
    } catch (Throwable e) {
      Throwables.throwIfInstanceOf(e, IOException.class);
      Throwables.throwIfUnchecked(e);
      throw new IllegalStateException("a finder threw what it does not declare", e);
    }
  }

  @Override
  public void slide(int count) {
    finder.slide(count);
  }
}
