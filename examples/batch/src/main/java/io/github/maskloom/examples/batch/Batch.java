package io.github.maskloom.examples.batch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.common.base.Stopwatch;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Does the jobs of a file, some at once, and keeps what became of each in a manifest.
 *
 * <p>A job is skipped if the manifest's last image of its file was made by the same command with
 * the same options, and the file still has the size it had. A job that fails changes nothing and
 * does not stop the others; the next run tries it again. When the signal of the options asks to
 * stop, the jobs that run are cancelled and leave neither file nor row.
 *
 * <p><b>Memory:</b> some KiB, and what the jobs draw from the budget of the options, which is what
 * holds them back. <b>Threads:</b> the caller's reads jobs; as many as it is told do them.
 *
 * @param parser makes jobs of lines
 * @param options how each job works, and who may stop them all
 * @param workers how many jobs are done at once, as far as the budget allows
 * @param listener hears how it goes on
 */
public record Batch(
    BatchJob.Parser parser, WorkOptions options, int workers, BatchListener listener) {
  /**
   * Does what lacks, and returns when all threads have ended.
   *
   * @throws IOException if the jobs cannot be read on, or the manifest cannot be written
   */
  public BatchTally run(JobLines lines, Manifest manifest) throws IOException {
    try (JobTable table = new JobTable()) {
      Ledger ledger = new Ledger(manifest, table, listener);
      Run run = new Run(ledger);
      try {
        run.takeAll(lines);
      } finally {
        run.end();
      }
      return ledger.tally(options.cancel().isCancelled());
    }
  }

  /** One run of the batch: the threads, and what they have to do. */
  private final class Run {
    private final Ledger ledger;
    private final WorkOptions work;
    private final ExecutorService threads =
        Executors.newFixedThreadPool(
            workers, new ThreadFactoryBuilder().setNameFormat("batch-%d").build());

    /** So many jobs are with the threads that none of them has to wait for the next. */
    private final Semaphore places = new Semaphore(2 * workers);

    private volatile @Nullable Throwable broken;

    Run(Ledger ledger) {
      this.ledger = ledger;
      work = options.withCancel(options.cancel().or(() -> broken != null));
    }

    void takeAll(JobLines lines) throws IOException {
      while (!work.cancel().isCancelled()) {
        Optional<JobLine> line = lines.next();
        if (line.isEmpty()) {
          return;
        }
        take(line.get());
      }
    }

    private void take(JobLine line) throws IOException {
      Optional<String> key = Optional.ofNullable(line.fields().get("out"));
      try {
        if (line.mistake().isPresent()) {
          throw new JobException(line.mistake().get());
        }
        BatchJob job = parser.parse(line.fields());
        // What may be wrong from here on is that the file is another line's, whose row tells of it.
        key = Optional.empty();
        if (ledger.lacks(job, line.number())) {
          places.acquireUninterruptibly();
          threads.execute(() -> run(job, line.number()));
        }
      } catch (JobException e) {
        ledger.add(ManifestRow.mistaken(key, line.number(), e));
      }
    }

    private void run(BatchJob job, long line) {
      try {
        Optional<ManifestRow> row =
            work.cancel().isCancelled() ? Optional.empty() : done(job, line);
        if (row.isPresent()) {
          ledger.add(row.get());
        }
      } catch (IOException | RuntimeException | Error e) {
        broken = e;
      } finally {
        places.release();
      }
    }

    /** What became of a job; empty if it was stopped. */
    private Optional<ManifestRow> done(BatchJob job, long line) {
      Stopwatch time = Stopwatch.createStarted();
      try {
        StoredImage stored = StoredImage.of(job.work().run(work), job.out());
        return Optional.of(ManifestRow.made(job, line, stored, time.elapsed(MILLISECONDS)));
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        boolean stopped = e instanceof CancelledException && work.cancel().isCancelled();
        return stopped
            ? Optional.empty()
            : Optional.of(ManifestRow.failed(job, line, e, time.elapsed(MILLISECONDS)));
      }
    }

    /** Waits for the jobs that run. */
    void end() throws IOException {
      threads.shutdown();
      Uninterruptibles.awaitTerminationUninterruptibly(threads);
      if (broken != null) {
        throw broken instanceof IOException e ? e : new IOException("batch: " + broken, broken);
      }
    }
  }
}
