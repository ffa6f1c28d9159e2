package io.github.maskloom.fusion.call;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.MapMaker;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
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

  /** The files of results that somebody waits for or has, as long as anybody knows these. */
  private static final Set<CallFolder> HELD =
      Collections.newSetFromMap(new MapMaker().weakKeys().makeMap());

  private static final Thread HOOK = new Thread(ProcessExit::run, "maskloom-exit");
  private static final long LOOK_NANOS = 20_000_000;
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

  /** A thread waits for the images of a call, or has them. */
  static void hold(CallFolder folder) {
    HELD.add(folder);
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
    List<ProviderClient> clients = byGrace();
    clients.forEach(client -> end(client, start));
    clients.forEach(client -> awaitResults(NANOSECONDS.convert(client.closeGrace()), start));
    TempRoot.deleteIdle();
  }

  /** Lets threads write the images that they have. Nothing tells when such a thread dies. */
  private static void awaitResults(long grace, long start) {
    while (HELD.stream().anyMatch(CallFolder::isHeld) && System.nanoTime() - start < grace) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static void end(ProviderClient client, long start) {
    try {
      client.exit(start);
    } catch (Throwable e) {
      FAILED.warn("calls did not end with the process: " + e.getClass().getName());
    }
  }
}
