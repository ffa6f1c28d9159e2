package io.github.maskloom.internal.deflate;

/** Which repeats {@link DeflateEncoder} looks for. */
public enum MatchMode {
  /** Runs of one byte: fast, and as small as a full search on filtered photos. */
  RUNS,

  /** Repeats in the last 32 KiB: slower, much smaller on graphics and screenshots. */
  MATCHES,

  /** Chooses for each part of the data, also a quick search in between, by trial on samples. */
  AUTO
}
