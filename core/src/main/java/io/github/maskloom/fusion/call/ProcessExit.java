package io.github.maskloom.fusion.call;

import com.google.common.collect.ImmutableList;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * What happens to open clients when the process ends. The JVM runs all exit hooks at once, so this
 * one takes nothing from the others: clients stay open for their grace, and whoever closes one
 * meanwhile is waited for. Only a client whose calls outlast its grace is closed here.
 */
final class ProcessExit {
  private static final RateLimitedWarning FAILED =
      new RateLimitedWarning(
          LoggerFactory.getLogger(ProcessExit.class), Duration.ofMinutes(1), System::nanoTime);

  private static final Set<ProviderClient> OPEN = ConcurrentHashMap.newKeySet();
  private static boolean hooked;
  private static volatile boolean begun;

  private ProcessExit() {}

  /** Whether the process is ending. */
  static boolean hasBegun() {
    return begun;
  }

  /** Lets calls of a client end when the process does, unless that is ending by now. */
  static synchronized void add(ProviderClient client) {
    OPEN.add(client);
    if (!hooked) {
      hooked = true;
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(ProcessExit::run, "maskloom-exit"));
      } catch (IllegalStateException e) {
        // Who opens a client in an exit hook closes it there.
      }
    }
  }

  /** A client is closed. */
  static void remove(ProviderClient client) {
    OPEN.remove(client);
  }

  private static void run() {
    begun = true;
    long start = System.nanoTime();
    // In this order none waits longer than its own grace.
    ImmutableList.sortedCopyOf(Comparator.comparing(ProviderClient::closeGrace), OPEN)
        .forEach(client -> end(client, start));
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
