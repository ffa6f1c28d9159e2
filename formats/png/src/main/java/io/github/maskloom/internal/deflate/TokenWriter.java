package io.github.maskloom.internal.deflate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
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
 * searched for repeats and go into blocks of their own. Where repeats save too little for the time
 * that they take, only runs are looked for, until repeats are tried again.
 *
 * <p>For one thread. Memory: that of a {@link BlockEncoder}, and 288 KiB from the first search on.
 */
public final class TokenWriter implements TokenFinder.Sink {
  /** Bytes that a search may load, but not use, behind its data. */
  public static final int SLACK_BYTES = TokenFinder.SLACK;

  /** Searched data until matches are tried again that saved too little. */
  private static final int TRIAL_INTERVAL_BYTES = 4 << 20;

  private final BitWriter out;
  private final BlockEncoder own;
  private final TokenFinder.Costs costs = new TokenFinder.Costs();
  private final RunFinder runs = new RunFinder(costs);

  /** This, for a search in the source's blocks to call. */
  private final TokenFinder.Sink tokens = new TokenFinder.UninlinedSink(this);

  private final RunFinder ownRuns;

  /** The own blocks, for a search that fills them to call. */
  private final TokenFinder.Sink searched;

  /** The block whose codes are used; none while blocks of its own are written. */
  private @Nullable SourceBlock source;

  private boolean costsAreOfSource;

  /** Whether the source's data are cut into tokens here, so that its literals hold no runs. */
  private boolean sourceIsCut;

  private @Nullable MatchFinder matches;

  /** What a search looks for: matches, or runs for a while where matches save too little. */
  private TokenFinder finder;

  private final Trial trial = new Trial();

  /** Data until matches are tried again. */
  private long bytesToTrial;

  private boolean searching;

  public TokenWriter(BitWriter out) {
    this.out = out;
    own = new BlockEncoder(out);
    ownRuns = new RunFinder(own.costs());
    searched = new TokenFinder.UninlinedSink(own);
    finder = ownRuns;
  }

  /**
   * Ends the current block, and begins to search.
   *
   * @param like a block of the source whose data are like those to come, as first costs
   */
  public void startSearch(SourceBlock like) throws IOException {
    endBlock(false);
    own.costs().follow(like.codes());
    finder = ownRuns;
    searching = true;
  }

  public boolean isSearching() {
    return searching;
  }

  /**
   * Cuts the bytes from {@code from} on, up to {@code to}, or further if a repeat goes over it.
   *
   * @param bytes the data, before them what was cut last, behind them {@link #SLACK_BYTES} bytes
   *     more
   * @param end what is known of the data
   * @return where the next call has to begin
   */
  public int search(byte[] bytes, int from, int to, int end) throws IOException {
    if (from >= to) {
      return from;
    }
    if (finder == ownRuns && bytesToTrial <= 0) {
      tryMatches(bytes, from, end);
    }
    int stop = finder.find(bytes, from, to, end, searched);
    bytesToTrial -= stop - from;
    if (finder instanceof MatchFinder tried && trial.fails(tried, bytes, from, stop)) {
      finder = ownRuns;
      bytesToTrial = TRIAL_INTERVAL_BYTES;
    }
    return stop;
  }

  private void tryMatches(byte[] bytes, int from, int end) {
    MatchFinder tried = matches == null ? new MatchFinder(own.costs()) : matches;
    tried.restart(bytes, from, end);
    trial.begin(tried);
    matches = tried;
    finder = tried;
  }

  /**
   * Says that the data were moved toward the start of their array.
   *
   * @param count by how much, a multiple of 32768
   */
  public void slide(int count) {
    if (searching) {
      finder.slide(count);
    }
  }

  /** Whether what is searched is searched for matches, not for runs only. */
  public boolean findsMatches() {
    return searching && finder != ownRuns;
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
    return Objects.requireNonNull(source).codes().literalBits(bytes, from, to);
  }

  /**
   * Takes bytes that are literals of the source, unchanged and in the same block.
   *
   * @param bytes the data, with the byte before {@code from} if there is one, and {@link
   *     #SLACK_BYTES} bytes more behind {@code to}
   */
  public void keptLiterals(byte[] bytes, int from, int to) throws IOException {
    if (source != null) {
      out.writeCodes(bytes, from, to, source.codes().literals().entries());
    } else if (sourceIsCut) {
      own.literals(bytes, from, to - from);
    } else {
      ownRuns.find(bytes, from, to, to, searched);
    }
  }

  /** Takes any other bytes, as literals and runs of one byte; see {@link #keptLiterals}. */
  public void runs(byte[] bytes, int from, int to) throws IOException {
    if (source == null) {
      ownRuns.find(bytes, from, to, to, searched);
      return;
    }
    if (!costsAreOfSource) {
      costs.follow(source.codes());
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
      out.writeCodes(bytes, from, from + count, source.codes().literals().entries());
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

  /**
   * Whether a search for matches pays, judged anew at the end of each own block: by what its bytes
   * would take if each were coded alone.
   */
  private final class Trial {
    /** What the search saves must be this many times the candidates that it looks at for a byte. */
    private static final double MIN_SHARE_SAVED_PER_LOOK = 0.001;

    private final int[] frequencies = new int[256];
    private long bytes;
    private long firstToken;
    private long firstWrittenToken;
    private long firstBit;
    private long firstLook;

    void begin(MatchFinder finder) {
      Arrays.fill(frequencies, 0);
      bytes = 0;
      firstToken = own.tokenCount();
      firstWrittenToken = own.tokensWritten();
      firstBit = out.position();
      firstLook = finder.looks();
    }

    /** Takes bytes that were cut into tokens, and says whether the block that they ended failed. */
    boolean fails(MatchFinder finder, byte[] data, int from, int to) {
      for (int i = from; i < to; i++) {
        frequencies[data[i] & 0xFF]++;
      }
      bytes += to - from;
      long written = own.tokensWritten() - firstWrittenToken;
      if (written == 0) {
        return false;
      }
      // Tokens that wait for the next block have no bits yet, so the means of a token are compared.
      double bits = (double) (out.position() - firstBit) / written;
      double plainBits = HuffmanCode.entropyBits(frequencies) / (own.tokenCount() - firstToken);
      double looks = (double) (finder.looks() - firstLook) / bytes;
      begin(finder);
      return plainBits - bits < plainBits * looks * MIN_SHARE_SAVED_PER_LOOK;
    }
  }
}
