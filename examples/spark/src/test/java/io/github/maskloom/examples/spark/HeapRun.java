package io.github.maskloom.examples.spark;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.maskloom.examples.spark.BulkRun.Split;
import io.github.maskloom.examples.spark.BulkRun.Tally;
import io.github.maskloom.image.MemoryBudget;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;

/**
 * A process that runs two job files, a small one to load all classes and the one that counts. It
 * prints the most heap that was in use right after a collection while the second ran, less what was
 * in use before, and the most that jobs had reserved.
 */
final class HeapRun {
  private static final Split SPLIT = new Split(4_000_000, 1000);

  private static final long HEAP_MILLIS = 300;
  private static final long BUDGET_MILLIS = 1;

  private HeapRun() {}

  /** Arguments: master, folder, how many jobs. */
  public static void main(String[] args) throws Exception {
    JobFolder folder = JobFolder.of(Path.of(args[1]), 12_000, 150);
    try (SparkSession spark = Sessions.open(args[0])) {
      run(spark, folder, 40, "warm-up");
      Looks looks = new Looks();
      ScheduledExecutorService looking = Executors.newScheduledThreadPool(2);
      Future<?> looked =
          looking.scheduleWithFixedDelay(looks::atHeap, 0, HEAP_MILLIS, MILLISECONDS);
      Future<?> counted =
          looking.scheduleWithFixedDelay(looks::atBudget, 0, BUDGET_MILLIS, MILLISECONDS);
      Tally tally = run(spark, folder, Integer.parseInt(args[2]), "manifest");
      looking.shutdown();
      checkEnded(looking);
      if (!looked.isCancelled() || !counted.isCancelled()) {
        throw new IllegalStateException("the heap was not looked at to the end");
      }
      System.out.printf(
          "figures %d %d %d %d%n",
          looks.most - looks.before, looks.reserved, tally.made(), tally.failed());
    }
  }

  private static Tally run(SparkSession spark, JobFolder folder, int jobs, String manifest)
      throws Exception {
    return new BulkRun(spark, new ImageStore(Map.of()), SPLIT)
        .run(
            folder.jobs(jobs).toString(),
            new ManifestTable(spark, folder.file(manifest).toString()));
  }

  private static void checkEnded(ExecutorService looking) throws InterruptedException {
    if (!looking.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("a look at the heap does not end");
    }
  }

  /** What was seen of the heap and of what jobs have reserved. */
  private static final class Looks {
    final long before = used();
    volatile long most = before;
    volatile long reserved;

    void atBudget() {
      reserved = Math.max(reserved, MemoryBudget.shared().reservedBytes());
    }

    void atHeap() {
      most = Math.max(most, used());
    }

    /** Of what the collection left: jobs go on allocating while this is asked. */
    private static long used() {
      System.gc();
      return ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .mapToLong(pool -> pool.getCollectionUsage().getUsed())
          .sum();
    }
  }
}
