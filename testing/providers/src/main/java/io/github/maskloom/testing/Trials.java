package io.github.maskloom.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Trials of the rows of a table, several at a time. */
final class Trials {
  private Trials() {}

  /**
   * Makes sure that no trial finds a fault.
   *
   * @param atOnce how many are tried at a time
   * @param trials each tells the fault that it finds, if there is one
   */
  static void assertNoFault(int atOnce, List<Callable<Optional<String>>> trials) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<String> faults = new ArrayList<>();
      for (Future<Optional<String>> each : threads.invokeAll(trials)) {
        each.get().ifPresent(faults::add);
      }
      assertEquals("", String.join("\n", faults), faults.size() + " of " + trials.size());
    } finally {
      threads.shutdownNow();
    }
  }
}
