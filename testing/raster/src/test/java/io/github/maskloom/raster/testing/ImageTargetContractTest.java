package io.github.maskloom.raster.testing;

import io.github.maskloom.image.ImageTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of targets tells a good one from bad ones, each of which breaks one rule. */
class ImageTargetContractTest {
  /** What a target does wrong. */
  enum Flaw {
    NONE(""),
    SAYS_THAT_PARTS_STAY("saysThatItIsAtomic"),
    SHOWS_WHAT_IS_NOT_COMMITTED("hasNothingBeforeTheCommitAndEverythingAfterIt"),
    LOSES_SINGLE_BYTES("takesAnImageOfOneByte"),
    KEEPS_ARRAYS("takesPiecesOfAnySizeFromAnArrayThatIsUsedAgain"),
    BEGINS_ANEW_WITH_EACH_STREAM("givesTheSameStreamEachTime"),
    COMMITS_BY_CLOSING("leavesNothingOfADraftThatIsClosedBeforeItsCommit"),
    CLOSES_ONCE("closesTwiceWhetherCommittedOrNot"),
    DELETES_WHAT_STANDS_THERE("keepsWhatStandsThereUntilTheCommit"),
    SHARES_ROOM_AMONG_DRAFTS("keepsDraftsApart"),
    IGNORES_THAT_IT_MAY_NOT_REPLACE("keepsWhatStandsThereUntilTheCommit"),
    CUTS_IMAGES("takesPiecesOfAnySizeFromAnArrayThatIsUsedAgain"),
    LEAVES_SOMETHING("leavesNothingOfADraftThatIsClosedBeforeItsCommit");

    private final String rule;

    Flaw(String rule) {
      this.rule = rule;
    }
  }

  @Test
  void aGoodTargetKeepsEveryRuleAndEachFlawBreaksItsOwn() throws Exception {
    ContractRun.assertTells(
        ImageTargetContract.class, List.of(Flaw.values()), flaw -> flaw.rule, Keeper::new);
  }

  /** Keeps an image in memory. */
  private static final class Keeper extends ImageTargetContract {
    private final Flaw flaw;
    private final ByteArrayOutputStream shared = new ByteArrayOutputStream();
    private byte @Nullable [] stored;
    private int open;

    Keeper(Flaw flaw) {
      this.flaw = flaw;
    }

    @Override
    protected ImageTarget target() {
      stored = null;
      return new ImageTarget() {
        @Override
        public Draft openDraft() {
          return new MemoryDraft();
        }

        @Override
        public boolean atomic() {
          return flaw != Flaw.SAYS_THAT_PARTS_STAY;
        }
      };
    }

    @Override
    protected Optional<byte[]> stored() {
      return Optional.ofNullable(stored);
    }

    @Override
    protected int unfinished() {
      return open;
    }

    @Override
    protected boolean replaces() {
      return flaw != Flaw.IGNORES_THAT_IT_MAY_NOT_REPLACE;
    }

    private final class MemoryDraft implements ImageTarget.Draft {
      private ByteArrayOutputStream bytes =
          flaw == Flaw.SHARES_ROOM_AMONG_DRAFTS ? shared : new ByteArrayOutputStream();
      private final List<Piece> pieces = new ArrayList<>();
      private boolean committed;
      private boolean closed;

      MemoryDraft() {
        open++;
        if (flaw == Flaw.DELETES_WHAT_STANDS_THERE) {
          stored = null;
        }
      }

      @Override
      public OutputStream stream() {
        if (flaw == Flaw.BEGINS_ANEW_WITH_EACH_STREAM) {
          bytes = new ByteArrayOutputStream();
        }
        return new OutputStream() {
          @Override
          public void write(int value) {
            if (flaw != Flaw.LOSES_SINGLE_BYTES) {
              write(new byte[] {(byte) value}, 0, 1);
            }
          }

          @Override
          public void write(byte[] source, int offset, int length) {
            if (flaw == Flaw.KEEPS_ARRAYS) {
              pieces.add(new Piece(source, offset, length));
            } else {
              bytes.write(source, offset, length);
            }
            if (flaw == Flaw.SHOWS_WHAT_IS_NOT_COMMITTED) {
              stored = bytes.toByteArray();
            }
          }
        };
      }

      @Override
      public void commit() {
        for (Piece piece : pieces) {
          bytes.write(piece.bytes, piece.offset, piece.length);
        }
        byte[] all = bytes.toByteArray();
        boolean cuts = flaw == Flaw.CUTS_IMAGES;
        stored = cuts ? Arrays.copyOf(all, Math.min(all.length, 4)) : all;
        committed = true;
      }

      @Override
      public void close() throws IOException {
        if (closed && flaw == Flaw.CLOSES_ONCE) {
          throw new IOException("closed before");
        }
        if (!closed && (committed || flaw != Flaw.LEAVES_SOMETHING)) {
          open--;
        }
        if (!closed && !committed && flaw == Flaw.COMMITS_BY_CLOSING) {
          commit();
        }
        closed = true;
      }
    }

    /** A piece of the image, in the writer's own array. */
    private static final class Piece {
      private final byte[] bytes;
      private final int offset;
      private final int length;

      Piece(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
      }
    }
  }
}
