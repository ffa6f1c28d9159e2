package io.github.maskloom.internal.deflate;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes new data into the blocks of a source.
 *
 * <p>Tokens are written with the codes of the source's current block as long as these have a code
 * for all that comes, which takes neither a count nor a header; neighboring data of an image are
 * alike, so the codes suit. Where a code is missing, and where the source's block has none since it
 * is stored, blocks of its own take over until the source's next block begins.
 *
 * <p>Between {@link #startSearch} and {@link #stopSearch} it does without the source: all data are
 * searched for repeats and go into blocks of their own.
 *
 * <p>For one thread. Memory: that of a {@link BlockEncoder}, and 288 KiB from the first search on.
 */
public final class TokenWriter implements TokenFinder.Sink {
  private final BitWriter out;
  private final BlockEncoder own;
  private final TokenFinder.Costs costs = new TokenFinder.Costs();
  private final RunFinder runs = new RunFinder(costs);

  /** This, for the search to call. */
  private final TokenFinder.Sink tokens = new TokenFinder.UninlinedSink(this);

  /** The own blocks, for the search through all data to call. */
  private final TokenFinder.Sink searched;

  /** The block whose codes are used; none while blocks of its own are written. */
  private @Nullable SourceBlock source;

  private boolean costsAreOfSource;

  /** Whether the source's data are cut into tokens here, so that its literals hold no runs. */
  private boolean sourceIsCut;

  private @Nullable MatchFinder finder;
  private boolean searching;

  public TokenWriter(BitWriter out) {
    this.out = out;
    own = new BlockEncoder(out);
    searched = new TokenFinder.UninlinedSink(own);
  }

  /**
   * Ends the current block, and begins to search.
   *
   * @param bytes what can be repeated, before index {@code from}
   * @param like a block of the source whose data are like those to come, as first costs
   */
  public void startSearch(byte[] bytes, int from, SourceBlock like) throws IOException {
    endBlock(false);
    if (finder == null) {
      finder = new MatchFinder(own.costs());
    }
    own.costs().follow(like.codes().literals(), like.codes().distances());
    finder.restart(bytes, from, from);
    searching = true;
  }

  public boolean isSearching() {
    return searching;
  }

  /**
   * Cuts the bytes from {@code from} on, up to {@code to}, or further if a repeat goes over it.
   *
   * @param bytes the data, before them what was cut last, behind them {@link
   *     BlockEncoder#SLACK_BYTES} bytes more
   * @param end what is known of the data
   * @return where the next call has to begin
   */
  public int search(byte[] bytes, int from, int to, int end) throws IOException {
    return startedFinder().find(bytes, from, to, end, searched);
  }

  /**
   * Says that the data were moved towards the start of their array.
   *
   * @param count by how much, a multiple of 32768
   */
  public void slide(int count) {
    if (searching) {
      startedFinder().slide(count);
    }
  }

  private MatchFinder startedFinder() {
    if (finder == null) {
      throw new IllegalStateException("no search was started");
    }
    return finder;
  }

  /** Begins elsewhere in the source, outside its blocks; the last one was ended. */
  public void restart() {
    searching = false;
    sourceIsCut = false;
  }

  /** Ends the search; what follows goes into blocks of its own until one of the source begins. */
  public void stopSearch() {
    searching = false;
  }

  /** Goes on inside a block of the source that is open in the output already. */
  public void continueIn(SourceBlock block) {
    source = block.hasCodes() ? block : null;
    sourceIsCut = !block.isStored();
    costsAreOfSource = false;
  }

  /** Ends the current block and begins the source's next one. */
  public void begin(SourceBlock block) throws IOException {
    if (source != null || block.hasCodes()) {
      endBlock(false);
    }
    beginBehindEnd(block);
  }

  /** Begins the source's next block where the end of the current one is written already. */
  public void beginBehindEnd(SourceBlock block) throws IOException {
    continueIn(block);
    if (source != null) {
      source.writeHeader(out);
    }
  }

  /**
   * Whether the output is inside a block of the source, so that the source's own bits can stand for
   * its tokens.
   */
  public boolean usesSource() {
    return source != null;
  }

  /** Bits that end the source's current block; 0 outside. */
  public int endBits() {
    return source == null ? 0 : source.codes().literals().lengths()[Tokens.END_OF_BLOCK];
  }

  /** Bits that literals take in the source's current block. */
  public long literalBits(byte[] bytes, int from, int to) {
    return codes().literalBits(bytes, from, to);
  }

  private BlockCodes codes() {
    if (source == null) {
      throw new IllegalStateException("not inside a block of the source");
    }
    return source.codes();
  }

  /**
   * Takes bytes that are literals of the source, unchanged and in the same block.
   *
   * @param bytes the data, with the byte before {@code from} if there is one, and {@link
   *     BlockEncoder#SLACK_BYTES} bytes more behind {@code to}
   */
  public void keptLiterals(byte[] bytes, int from, int to) throws IOException {
    if (source != null) {
      source.codes().writeLiterals(out, bytes, from, to);
    } else if (sourceIsCut) {
      own.literals(bytes, from, to - from);
    } else {
      own.runs(bytes, from, to);
    }
  }

  /** Takes any other bytes, as literals and runs of one byte; see {@link #keptLiterals}. */
  public void runs(byte[] bytes, int from, int to) throws IOException {
    if (source == null) {
      own.runs(bytes, from, to);
      return;
    }
    if (!costsAreOfSource) {
      costs.follow(source.codes().literals(), source.codes().distances());
      costsAreOfSource = true;
    }
    runs.find(bytes, from, to, to, tokens);
  }

  @Override
  public void literals(byte[] bytes, int from, int count) throws IOException {
    if (source != null && !source.codes().hasLiterals(bytes, from, from + count)) {
      endBlock(false);
    }
    if (source == null) {
      own.literals(bytes, from, count);
    } else {
      source.codes().writeLiterals(out, bytes, from, from + count);
    }
  }

  @Override
  public void match(byte[] bytes, int at, int length, int distance) throws IOException {
    if (source == null) {
      own.match(bytes, at, length, distance);
      return;
    }
    BlockCodes codes = source.codes();
    int done = 0;
    int part = codes.hasDistance(distance) ? codes.longestMatch(length) : 0;
    while (part >= Tokens.MIN_LENGTH) {
      codes.writeMatch(out, part, distance);
      done += part;
      part = length - done < Tokens.MIN_LENGTH ? 0 : codes.longestMatch(length - done);
    }
    literals(bytes, at + done, length - done);
  }

  /**
   * Ends the current block. What follows goes into blocks of its own.
   *
   * @param last whether no block follows
   */
  public void endBlock(boolean last) throws IOException {
    if (source != null) {
      source.codes().writeEnd(out);
      source = null;
    }
    own.endBlock(last);
  }
}
