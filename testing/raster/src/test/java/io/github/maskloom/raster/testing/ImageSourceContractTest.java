package io.github.maskloom.raster.testing;

import io.github.maskloom.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of sources tells a good one from bad ones, each of which breaks one rule. */
class ImageSourceContractTest {
  /** What a source does wrong. */
  enum Flaw {
    NONE(""),
    OPENS_ONCE("opensAtTheFirstByteEachTime"),
    LIES_ABOUT_ITS_LENGTH("givesAsManyBytesAsItTells"),
    HAS_ONE_STREAM("opensStreamsSideBySide"),
    CANNOT_BE_CLOSED_EARLY("opensAgainAfterAStreamWasClosedEarly"),
    THROWS_WHAT_ITS_CLIENT_DOES("failsWithAnIoExceptionWhereThereIsNothing"),
    LOSES_THE_LAST_BYTES("opensAtTheFirstByteEachTime"),
    COUNTS_FROM_ONE("givesAnyRange"),
    ENDS_TOO_EARLY("givesTheRangesAtItsEnds"),
    HAS_ONE_POSITION("keepsApartRangesThatAreOpenTogether"),
    BELONGS_TO_A_THREAD("opensRangesForManyThreadsAtOnce"),
    DIES_WITH_A_RANGE_CLOSED_EARLY("givesOtherRangesAfterOneWasClosedEarly"),
    DRAINS("fetchesNothingMoreOfARangeThatIsClosedEarly");

    private final String rule;

    Flaw(String rule) {
      this.rule = rule;
    }
  }

  @Test
  void aGoodSourceKeepsEveryRuleAndEachFlawBreaksItsOwn() throws Exception {
    ContractRun.assertTells(
        ImageSourceContract.class, List.of(Flaw.values()), flaw -> flaw.rule, Keeper::new);
  }

  /** Keeps bytes in memory. */
  private static final class Keeper extends ImageSourceContract {
    private final Flaw flaw;
    private final AtomicLong taken = new AtomicLong();
    private final Thread owner = Thread.currentThread();
    private @Nullable InputStream onlyStream;
    private boolean dead;

    Keeper(Flaw flaw) {
      this.flaw = flaw;
    }

    @Override
    protected ImageSource source(byte[] bytes) throws IOException {
      onlyStream = null;
      int told = bytes.length + (flaw == Flaw.LIES_ABOUT_ITS_LENGTH ? 5 : 0);
      return switch (flaw) {
        case OPENS_ONCE -> ImageSource.once(new ByteArrayInputStream(bytes));
        case HAS_ONE_STREAM, CANNOT_BE_CLOSED_EARLY, LOSES_THE_LAST_BYTES, LIES_ABOUT_ITS_LENGTH ->
            ImageSource.reopening(() -> stream(bytes), told);
        default -> ImageSource.seekable((position, length) -> range(bytes, position, length), told);
      };
    }

    private InputStream stream(byte[] bytes) throws IOException {
      InputStream last = onlyStream;
      if (last != null && flaw == Flaw.HAS_ONE_STREAM && last.available() > 0) {
        return last;
      }
      boolean cut = flaw == Flaw.LOSES_THE_LAST_BYTES;
      InputStream opened =
          new ByteArrayInputStream(cut ? Arrays.copyOf(bytes, 20) : bytes) {
            @Override
            public void close() throws IOException {
              if (flaw == Flaw.CANNOT_BE_CLOSED_EARLY && available() > 0) {
                throw new IOException("not all was read");
              }
            }
          };
      onlyStream = opened;
      return opened;
    }

    private InputStream range(byte[] bytes, long position, long length) throws IOException {
      if (dead || (flaw == Flaw.BELONGS_TO_A_THREAD && Thread.currentThread() != owner)) {
        throw new IOException("no connection");
      }
      int from = (int) position;
      if (flaw == Flaw.COUNTS_FROM_ONE && from > 0) {
        from--;
      }
      int count = (int) length - (flaw == Flaw.ENDS_TOO_EARLY && length == 1 ? 1 : 0);
      InputStream last = onlyStream;
      if (last != null && flaw == Flaw.HAS_ONE_POSITION) {
        return last;
      }
      InputStream opened = new Range(new ByteArrayInputStream(bytes, from, count));
      onlyStream = opened;
      return opened;
    }

    @Override
    protected Optional<ImageSource> missing() {
      return Optional.of(
          ImageSource.reopening(
              () -> {
                if (flaw == Flaw.THROWS_WHAT_ITS_CLIENT_DOES) {
                  throw new IllegalStateException("no such key");
                }
                throw new IOException("no such key");
              }));
    }

    @Override
    protected OptionalLong takenBytes() {
      return OptionalLong.of(taken.get());
    }

    private final class Range extends FilterInputStream {
      Range(InputStream bytes) {
        super(bytes);
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        taken.addAndGet(Math.max(0, count));
        return count;
      }

      @Override
      public void close() throws IOException {
        if (flaw == Flaw.DRAINS) {
          taken.addAndGet(skip(Long.MAX_VALUE));
        }
        dead |= flaw == Flaw.DIES_WITH_A_RANGE_CLOSED_EARLY && available() > 0;
      }
    }
  }
}
