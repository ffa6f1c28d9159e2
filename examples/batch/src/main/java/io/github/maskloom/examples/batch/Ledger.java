package io.github.maskloom.examples.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What a run knows of its jobs: which are done, and what has become of the others.
 *
 * <p><b>Threads:</b> rows are added by several at once; all else is for the thread that reads jobs.
 */
final class Ledger {
  private final Manifest manifest;
  private final JobTable table;
  private final BatchListener listener;
  private long done;
  private long skipped;
  private long failed;

  /** Learns from the manifest which files are there, and what made them. */
  Ledger(Manifest manifest, JobTable table, BatchListener listener) throws IOException {
    this.manifest = manifest;
    this.table = table;
    this.listener = listener;
    manifest.read(this::learn);
  }

  private void learn(ManifestRow row) throws IOException {
    if (row.image().isPresent() && row.key().isPresent() && row.job().isPresent()) {
      try {
        table.keepState(
            name(Path.of(row.key().get())), state(row.job().get(), row.image().get().bytes()));
      } catch (InvalidPathException e) {
        // A row of another machine, whose files are not here.
      }
    }
  }

  /**
   * Whether a job has to be done.
   *
   * @throws JobException if another line makes the same file
   */
  boolean lacks(BatchJob job, long line) throws IOException, JobException {
    String name = name(job.out());
    long owner = table.claim(name, line);
    if (owner != line) {
      throw new JobException("line " + owner + " makes the same file: " + job.out());
    }
    boolean isThere =
        Files.isRegularFile(job.out())
            && table.state(name) == state(job.fingerprint(), Files.size(job.out()));
    if (isThere) {
      synchronized (this) {
        skipped++;
        listener.onSkipped();
      }
    }
    return !isThere;
  }

  /** Two paths to one file have one name, also through links. */
  private static String name(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      Path folder = absolute.getParent();
      if (Files.isSymbolicLink(absolute)) {
        return absolute.toRealPath().toString();
      }
      return folder == null
          ? absolute.toString()
          : folder.toRealPath().resolve(absolute.getFileName()).toString();
    } catch (IOException e) {
      // It leads nowhere, which the job itself will tell.
      return absolute.toString();
    }
  }

  /** Never 0. */
  private static long state(String job, long bytes) {
    return Digest.of(job + ' ' + bytes).asLong() | 1;
  }

  /** Keeps what became of a job. */
  void add(ManifestRow row) throws IOException {
    manifest.append(row);
    synchronized (this) {
      failed += row.failure().isPresent() ? 1 : 0;
      done += row.failure().isPresent() ? 0 : 1;
      listener.onRow(row);
    }
  }

  synchronized BatchTally tally(boolean stopped) {
    return new BatchTally(done, skipped, failed, stopped);
  }
}
