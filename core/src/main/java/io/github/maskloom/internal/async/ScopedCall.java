package io.github.maskloom.internal.async;

import io.github.maskloom.image.WorkListener.WorkRecord.Kind;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pipeline.Scope;
import java.io.IOException;

/**
 * One piece of work, in a scope of its own that hears how it ends.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface ScopedCall<T> {
  /** Does the work; the scope is closed behind it. */
  T in(Scope scope) throws IOException;

  /** Has work of a kind done, and tells the listener to it of its end. */
  static <T> T run(Kind kind, WorkOptions work, ScopedCall<T> call) throws IOException {
    Scope scope = Scope.of(kind, work);
    try (scope) {
      return call.in(scope);
    } catch (Throwable e) {
      scope.failed(e);
      throw e;
    }
  }
}
