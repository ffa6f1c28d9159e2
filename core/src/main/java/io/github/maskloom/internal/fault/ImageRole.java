package io.github.maskloom.internal.fault;

import io.github.maskloom.errors.ImageException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The part that an image plays which cannot be used, such as {@code photo} or {@code mask}. */
public final class ImageRole {
  private static volatile @Nullable BiConsumer<ImageException, String> access;

  private ImageRole() {}

  /** Called by the class itself, once it is loaded. */
  public static void expose(BiConsumer<ImageException, String> init) {
    access = init;
  }

  /** Has a failure name its image, unless it does already; returns the failure. */
  public static <E extends ImageException> E of(E failure, String role) {
    BiConsumer<ImageException, String> init = access;
    if (init == null) {
      throw new IllegalStateException("a failure exists, so its class is loaded");
    }
    init.accept(failure, role);
    return failure;
  }
}
