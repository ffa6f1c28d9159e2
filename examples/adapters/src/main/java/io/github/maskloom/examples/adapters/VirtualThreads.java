package io.github.maskloom.examples.adapters;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An executor for calls such as {@code MaskCompositor.compositeAsync}: a virtual thread for each on
 * Java 21 and newer, a plain one before.
 *
 * <p>How many run at once is not its business: calls that find the {@code MemoryBudget} drawn wait,
 * each with two open files and some 18 KB of heap; a virtual thread adds next to nothing to that.
 *
 * <pre>{@code
 * MaskCompositor compositor =
 *     MaskCompositor.builder().working(WorkOptions.DEFAULT.withBudget(MemoryBudget.ofBytes(64 << 20))).build();
 * ExecutorService threads = VirtualThreads.newExecutor();
 * CompletableFuture<CompositeReport> report =
 *     compositor.compositeAsync(room, mask, target, threads).orTimeout(30, TimeUnit.SECONDS);
 * }</pre>
 */
public final class VirtualThreads {
  private VirtualThreads() {}

  /** An executor with a thread for each call; the caller shuts it down. */
  public static ExecutorService newExecutor() {
    if (Runtime.version().feature() < 21) {
      return Executors.newCachedThreadPool();
    }
    try {
      // Compiled for Java 17, which has no such method.
      Object executor = Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      return (ExecutorService) executor;
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return Executors.newCachedThreadPool();
    }
  }
}
