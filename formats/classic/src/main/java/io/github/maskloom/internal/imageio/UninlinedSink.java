package io.github.maskloom.internal.imageio;

import com.google.common.base.Throwables;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowSink;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Passes windows on by a call that the JIT compiler does not look through.
 *
 * <p>Behind the sink are the loops of the blend and the encoder. Inlined into the decoder's
 * callback they gain nothing, as each runs over a whole row, but compiling them in one piece takes
 * 20 MB outside the heap, a quarter of what the process otherwise needs.
 */
public final class UninlinedSink implements WindowSink {
  /** Not constant to the compiler, being a field of an object. */
  private final MethodHandle accept;

  public UninlinedSink(WindowSink sink) {
    try {
      accept =
          MethodHandles.lookup()
              .findVirtual(
                  WindowSink.class, "accept", MethodType.methodType(void.class, RasterWindow.class))
              .bindTo(sink);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a sink has a method accept", e);
    }
  }

  @Override
  public void accept(RasterWindow window) throws IOException {
    try {
      accept.invokeExact(window);
    } catch (Throwable e) {
      Throwables.throwIfInstanceOf(e, IOException.class);
      Throwables.throwIfUnchecked(e);
      throw new IllegalStateException("a sink threw what it does not declare", e);
    }
  }
}
