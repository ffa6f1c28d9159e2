package io.github.maskloom.examples.spark;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.common.base.Stopwatch;
import com.google.common.collect.Iterators;
import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.examples.batch.ManifestRow;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the jobs of a partition, one after the other, and says what became of each.
 *
 * <p><b>Memory:</b> a task holds what one job declares. All tasks of a process draw it from {@link
 * MemoryBudget#shared}, a quarter of its heap, and wait for it if need be. <b>Again:</b> a task
 * that dies is done again by Spark from its first job. That replaces each image by the same one, in
 * one move, and only the rows of the task that came to its end are kept.
 */
record ImageTask(ImageStore store) implements MapPartitionsFunction<Row, Row> {
  private static final Logger LOG = LoggerFactory.getLogger(ImageTask.class);

  @Override
  public Iterator<Row> call(Iterator<Row> jobs) {
    CancelSignal killed = TaskContext.get()::isInterrupted;
    WorkOptions work =
        WorkOptions.DEFAULT
            .withBudget(MemoryBudget.shared())
            .withCancel(killed.or(CancelSignal.ON_INTERRUPT));
    return Iterators.transform(jobs, job -> done(job, work));
  }

  private Row done(Row row, WorkOptions work) {
    Stopwatch time = Stopwatch.createStarted();
    try {
      ImageJob job = ImageJob.parse(row.getAs("line"));
      MadeImage image = new ImageWork(store, work).make(job);
      return ManifestTable.made(job, store.stored(job.out(), image), time.elapsed(MILLISECONDS));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (work.cancel().isCancelled()) {
        throw new IllegalStateException("the task was killed", e);
      }
      LOG.warn("{}", ManifestTable.told(row.getAs("key"), ManifestRow.text(e)));
      return ManifestTable.failed(
          row.getAs("key"), row.getAs("job"), e, time.elapsed(MILLISECONDS));
    }
  }
}
