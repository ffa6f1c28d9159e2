package io.github.maskloom.internal.prepare;

import io.github.maskloom.prepare.ImagePreparer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the library sees of a preparer that callers do not. */
public final class Preparers {
  private static volatile @Nullable Function<ImagePreparer, PrepareOptions> access;

  private Preparers() {}

  /** Called by the class itself, once it is loaded. */
  public static void expose(Function<ImagePreparer, PrepareOptions> options) {
    access = options;
  }

  /** How a preparer prepares. */
  public static PrepareOptions options(ImagePreparer preparer) {
    Function<ImagePreparer, PrepareOptions> options = access;
    if (options == null) {
      throw new IllegalStateException("a preparer exists, so its class is loaded");
    }
    return options.apply(preparer);
  }
}
