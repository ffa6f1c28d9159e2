package io.github.maskloom.examples.batch;

/** Hears how a batch goes on; by several threads, one at a time. */
public interface BatchListener {
  /** Hears nothing. */
  BatchListener NONE = new BatchListener() {};

  /** A job was done by an earlier run. */
  default void onSkipped() {}

  /** A job has ended, and its row is in the manifest. */
  default void onRow(ManifestRow row) {}
}
