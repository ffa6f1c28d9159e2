package io.github.maskloom.examples.adapters;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class VirtualThreadsTest {
  @Test
  void letsManyTasksWaitAtOnceOnTheThreadsThatThisJdkHas() throws Exception {
    int tasks = 200;
    CountDownLatch allWait = new CountDownLatch(tasks);
    ExecutorService threads = VirtualThreads.perTask();
    try {
      List<Future<String>> waiting = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        waiting.add(
            threads.submit(
                () -> {
                  allWait.countDown();
                  assertThat(allWait.await(60, SECONDS)).isTrue();
                  return Thread.currentThread().toString();
                }));
      }
      boolean virtual = Runtime.version().feature() >= 21;
      for (Future<String> task : waiting) {
        assertThat(task.get(60, SECONDS).startsWith("VirtualThread[")).isEqualTo(virtual);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
