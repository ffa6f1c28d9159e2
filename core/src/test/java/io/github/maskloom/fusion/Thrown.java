package io.github.maskloom.fusion;

import java.io.IOException;

/** What a provider, a listener or a journal may throw, declared or not. */
enum Thrown {
  UNDECLARED_INTERRUPT(new InterruptedException("undeclared")),
  UNDECLARED_EXCEPTION(new Exception("undeclared")),
  THROWABLE(new Throwable("undeclared")),
  OUT_OF_MEMORY(new OutOfMemoryError("Java heap space")),
  STACK_OVERFLOW(new StackOverflowError()),
  LINKAGE(new NoClassDefFoundError("a/Class")),
  ASSERTION(new AssertionError("wrong")),
  RUNTIME(new IllegalStateException("odd")),
  IO(new IOException("disk"));

  @SuppressWarnings("ImmutableEnumChecker") // Nobody changes it.
  final Throwable failure;

  Thrown(Throwable failure) {
    this.failure = failure;
  }

  /** Throws it; never returns. */
  RuntimeException rise() {
    throw rise(failure);
  }

  /** Throws anything, declared or not; never returns. */
  static RuntimeException rise(Throwable failure) {
    throw Thrown.<RuntimeException>undeclared(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As other JVM languages do.
  private static <T extends Throwable> T undeclared(Throwable failure) throws T {
    throw (T) failure;
  }
}
