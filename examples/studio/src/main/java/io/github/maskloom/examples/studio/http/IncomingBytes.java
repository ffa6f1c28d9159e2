package io.github.maskloom.examples.studio.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all bodies that are not worked on yet, and how many there may be. Threads: safe. */
final class IncomingBytes {
  private final long most;
  private final AtomicLong bytes = new AtomicLong();

  IncomingBytes(long most) {
    this.most = most;
  }

  /** Counts some more, unless they are too many. */
  boolean add(long more) {
    if (bytes.addAndGet(more) <= most) {
      return true;
    }
    bytes.addAndGet(-more);
    return false;
  }

  void remove(long less) {
    bytes.addAndGet(-less);
  }
}
