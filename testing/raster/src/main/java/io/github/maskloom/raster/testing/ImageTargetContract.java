package io.github.maskloom.raster.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ImageTarget#atomic atomic} {@link ImageTarget} has to do: nothing is left of a
 * draft that was not committed. The tests of a target extend this class and say what is there.
 */
public abstract class ImageTargetContract {
  private static final byte[] SMALL = {1, 2, 3};

  /** A contract that is to be kept. */
  protected ImageTargetContract() {}

  /**
   * {@return a target at a new place, where nothing stands yet}
   *
   * @throws IOException if the place cannot be made
   */
  protected abstract ImageTarget target() throws IOException;

  /**
   * {@return the bytes at the target that was asked for last, or empty if nothing stands there}
   *
   * @throws IOException if they cannot be read
   */
  protected abstract Optional<byte[]> stored() throws IOException;

  /**
   * {@return how many drafts of that target left something behind: temporary files, open uploads}
   *
   * @throws IOException if the place cannot be looked at
   */
  protected abstract int unfinished() throws IOException;

  /**
   * {@return whether an image replaces the one that stands there; true unless overridden} If not,
   * writing another fails with an {@link IOException} at its commit or before.
   */
  protected boolean replaces() {
    return true;
  }

  /**
   * {@return the bytes of a large image; 3 MiB unless overridden} Where an upload has parts, they
   * are enough for two.
   */
  protected int largeBytes() {
    return 3 << 20;
  }

  @Test
  void saysThatItIsAtomic() throws IOException {
    assertTrue(target().atomic(), "what is not committed must leave nothing");
  }

  @Test
  void hasNothingBeforeTheCommitAndEverythingAfterIt() throws IOException {
    byte[] image = large();
    try (ImageTarget.Draft draft = target().openDraft()) {
      draft.stream().write(image);
      assertStored(Optional.empty());
      draft.commit();
      assertStored(Optional.of(image));
    }
    assertStored(Optional.of(image));
    assertUnfinished(0);
  }

  @Test
  void takesAnImageOfOneByte() throws IOException {
    try (ImageTarget.Draft draft = target().openDraft()) {
      draft.stream().write(7);
      draft.commit();
    }
    assertStored(Optional.of(new byte[] {7}));
  }

  @Test
  void takesPiecesOfAnySizeFromAnArrayThatIsUsedAgain() throws IOException {
    byte[] image = large();
    try (ImageTarget.Draft draft = target().openDraft()) {
      writeInPieces(image, draft.stream());
      draft.commit();
    }
    assertStored(Optional.of(image));
  }

  private static void writeInPieces(byte[] image, OutputStream out) throws IOException {
    Random random = new Random(5);
    byte[] piece = new byte[1 << 16];
    int at = 0;
    while (at < image.length) {
      if (random.nextInt(8) == 0) {
        out.write(image[at++]);
        out.flush();
        continue;
      }
      int offset = random.nextInt(100);
      int count = Math.min(image.length - at, random.nextInt(piece.length - offset));
      System.arraycopy(image, at, piece, offset, count);
      out.write(piece, offset, count);
      Arrays.fill(piece, (byte) 0xEE);
      at += count;
    }
  }

  @Test
  void givesTheSameStreamEachTime() throws IOException {
    try (ImageTarget.Draft draft = target().openDraft()) {
      draft.stream().write(1);
      draft.stream().write(new byte[] {2, 3});
      draft.commit();
    }
    assertStored(Optional.of(SMALL));
  }

  @Test
  void leavesNothingOfADraftThatIsClosedBeforeItsCommit() throws IOException {
    ImageTarget target = target();
    for (byte[] image : new byte[][] {{}, SMALL, large()}) {
      try (ImageTarget.Draft draft = target.openDraft()) {
        draft.stream().write(image);
      }
      assertStored(Optional.empty());
      assertUnfinished(0);
    }
  }

  @Test
  void closesTwiceWhetherCommittedOrNot() throws IOException {
    ImageTarget target = target();
    ImageTarget.Draft aborted = target.openDraft();
    aborted.stream().write(9);
    aborted.close();
    aborted.close();
    assertStored(Optional.empty());
    ImageTarget.Draft draft = target.openDraft();
    draft.stream().write(SMALL);
    draft.commit();
    draft.close();
    draft.close();
    assertStored(Optional.of(SMALL));
  }

  @Test
  void keepsWhatStandsThereUntilTheCommit() throws IOException {
    ImageTarget target = target();
    put(target, SMALL);
    byte[] image = large();
    try (ImageTarget.Draft aborted = target.openDraft()) {
      aborted.stream().write(image);
    }
    assertStored(Optional.of(SMALL));
    if (replaces()) {
      put(target, image);
      assertStored(Optional.of(image));
    } else {
      assertThrows(IOException.class, () -> put(target, image));
      assertStored(Optional.of(SMALL));
    }
    assertUnfinished(0);
  }

  @Test
  void keepsDraftsApart() throws IOException {
    ImageTarget target = target();
    try (ImageTarget.Draft committed = target.openDraft()) {
      try (ImageTarget.Draft aborted = target.openDraft()) {
        aborted.stream().write(large());
        committed.stream().write(SMALL);
      }
      committed.commit();
    }
    assertStored(Optional.of(SMALL));
    assertUnfinished(0);
  }

  private static void put(ImageTarget target, byte[] image) throws IOException {
    try (ImageTarget.Draft draft = target.openDraft()) {
      draft.stream().write(image);
      draft.commit();
    }
  }

  private byte[] large() {
    byte[] image = new byte[largeBytes()];
    new Random(3).nextBytes(image);
    return image;
  }

  private void assertStored(Optional<byte[]> expected) throws IOException {
    Optional<byte[]> found = stored();
    assertEquals(expected.isPresent(), found.isPresent(), "whether something stands there");
    if (expected.isPresent()) {
      assertArrayEquals(expected.get(), found.get());
    }
  }

  private void assertUnfinished(int expected) throws IOException {
    assertEquals(expected, unfinished(), "drafts that left something behind");
  }
}
