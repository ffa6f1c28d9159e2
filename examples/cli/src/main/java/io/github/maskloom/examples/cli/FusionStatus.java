package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import java.time.Duration;

/** Shows on a terminal how far a call has got. */
final class FusionStatus implements FusionListener, AutoCloseable {
  private final ProgressLine line;
  private final int count;
  private boolean closed;

  FusionStatus(ProgressLine line, int count) {
    this.line = line;
    this.count = count;
  }

  @Override
  public synchronized void onProgress(FusionProgress progress) {
    if (!closed) {
      line.show(progress.stage().name(), progress.fraction(), describe(progress));
    }
  }

  /** Shows nothing more: what is heard after the call has ended comes too late. */
  @Override
  public synchronized void close() {
    closed = true;
    line.close();
  }

  private String describe(FusionProgress progress) {
    if (progress instanceof FusionProgress.Heartbeat beat) {
      return describe(beat.last()) + ", " + beat.waited().toSeconds() + " s";
    }
    if (progress instanceof FusionProgress.Preparing preparing) {
      return "preparing " + preparing.image() + " " + preparing.number();
    }
    if (progress instanceof FusionProgress.Uploading upload) {
      String total = " of " + ReportText.bytes(upload.totalBytes());
      String known = upload.totalBytes() < 0 ? "" : total;
      return "uploading " + ReportText.bytes(upload.bytes()) + known;
    }
    if (progress instanceof FusionProgress.Downloading download) {
      return image(download.index()) + ": " + ReportText.bytes(download.bytes());
    }
    if (progress instanceof FusionProgress.Preview) {
      return "the provider draws";
    }
    if (progress instanceof FusionProgress.ImageReceived received) {
      return image(received.index()) + " is there";
    }
    if (progress instanceof FusionProgress.AttemptFailed failed) {
      long seconds = failed.retryAfter().orElse(Duration.ZERO).toSeconds();
      return failed.failure().reason() + ", again in " + seconds + " s";
    }
    if (progress instanceof FusionProgress.Restoring rows) {
      return image(rows.index()) + ", row " + rows.rowsDone() + " of " + rows.rowsTotal();
    }
    return progress instanceof FusionProgress.Waiting ? "the provider works" : "queued";
  }

  private String image(int index) {
    return "image " + (index + 1) + " of " + count;
  }
}
