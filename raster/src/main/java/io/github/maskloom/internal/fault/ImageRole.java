package io.github.maskloom.internal.fault;

import io.github.maskloom.errors.ImageException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The part that an image plays which cannot be used, such as {@code photo} or {@code mask}. */
public final class ImageRole {
  private static volatile @Nullable Access access;

  private ImageRole() {}

  private record Access(
      BiConsumer<ImageException, String> role, BiConsumer<ImageException, String> name) {}

  /** Called by the class itself, once it is loaded. */
  public static void expose(
      BiConsumer<ImageException, String> initRole, BiConsumer<ImageException, String> initName) {
    access = new Access(initRole, initName);
  }

  private static Access access() {
    Access exposed = access;
    if (exposed == null) {
      throw new IllegalStateException("a failure exists, so its class is loaded");
    }
    return exposed;
  }

  /** Has a failure name its image, unless it does already; returns the failure. */
  public static <E extends ImageException> E of(E failure, String role) {
    access().role().accept(failure, role);
    return failure;
  }

  /** Has a failure of the image that plays a part say what the caller calls it, if anything. */
  public static void name(ImageException failure, String role, Optional<String> name) {
    if (name.isPresent() && failure.image().equals(role)) {
      access().name().accept(failure, name.get());
    }
  }
}
