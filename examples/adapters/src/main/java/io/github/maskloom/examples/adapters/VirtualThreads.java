package io.github.maskloom.examples.adapters;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A thread for each task: virtual ones where the JDK has them (21 and newer), ordinary ones else.
 * Copy it when requests wait in {@code FusionClient.fuse}, which costs a virtual thread nothing, in
 * a program that must run on older JDKs too; if yours need not, call {@link Executors} itself.
 *
 * <p>It is for waiting. The client's own threads do the work, as many as {@code
 * FusionConfig.maxConcurrent} says, and so bound the memory; composites take a processor each, and
 * gain nothing from more threads than there are processors.
 */
public final class VirtualThreads {
  private VirtualThreads() {}

  /** Starts a thread for each task; whoever asked closes it. */
  public static ExecutorService perTask() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return Executors.newCachedThreadPool();
    }
  }
}
