package io.github.maskloom.fusion.call;

import com.google.common.collect.ImmutableList;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * What happens to open clients when the process ends. The JVM runs all exit hooks at once, so this
 * one takes nothing from the others: clients stay open for their grace, and a thread that closes
 * one meanwhile is waited for. Only a client whose calls outlast its grace is closed here.
 */
final class ProcessExit {
  private static final RateLimitedWarning FAILED =
      new RateLimitedWarning(LoggerFactory.getLogger(ProcessExit.class));

  /** Guards itself and whether the hook is set: without clients it would hold the class loader. */
  private static final Set<ProviderClient> OPEN = new HashSet<>();

  private static final Thread HOOK = new Thread(ProcessExit::run, "maskloom-exit");
  private static volatile boolean begun;

  private ProcessExit() {}

  /** Whether the process is ending. */
  static boolean hasBegun() {
    return begun;
  }

  /** Lets calls of a client end when the process does, unless that is ending by now. */
  static void add(ProviderClient client) {
    synchronized (OPEN) {
      OPEN.add(client);
      if (OPEN.size() == 1) {
        try {
          Runtime.getRuntime().addShutdownHook(HOOK);
        } catch (IllegalStateException e) {
          // Who opens a client in an exit hook closes it there.
        }
      }
    }
  }

  /** A client is closed. */
  static void remove(ProviderClient client) {
    synchronized (OPEN) {
      if (OPEN.remove(client) && OPEN.isEmpty()) {
        try {
          boolean ignored = Runtime.getRuntime().removeShutdownHook(HOOK);
        } catch (IllegalStateException e) {
          // It runs.
        }
      }
    }
  }

  /** In this order none waits longer than its own grace. */
  private static List<ProviderClient> byGrace() {
    synchronized (OPEN) {
      return ImmutableList.sortedCopyOf(Comparator.comparing(ProviderClient::closeGrace), OPEN);
    }
  }

  private static void run() {
    begun = true;
    long start = System.nanoTime();
    byGrace().forEach(client -> end(client, start));
    TempRoot.deleteIdle();
  }

  private static void end(ProviderClient client, long start) {
    try {
      client.exit(start);
    } catch (Throwable e) {
      FAILED.warn("calls did not end with the process: " + e.getClass().getName());
    }
  }
}
