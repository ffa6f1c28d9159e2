package io.github.maskloom.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.JpegEdits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The thumbnail of an EXIF block goes, whatever the block looks like. */
class ExifThumbnailTest {
  private static final int THUMBNAIL_BYTES = 200;

  static Stream<ByteOrder> orders() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
  }

  private static byte[] block(ByteOrder order) {
    return ExifBlocks.withThumbnail(order, 6, ExifBlocks.thumbnail(THUMBNAIL_BYTES));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void linkDirectoryAndThumbnailAreZeroAndAllElseStays(ByteOrder order) {
    byte[] block = block(order);

    byte[] bare = ExifBlock.withoutPictures(block).bytes();

    byte[] expected = Arrays.copyOf(Arrays.copyOf(block, ExifBlocks.LINK_AT), block.length);
    assertThat(bare).isEqualTo(expected);
    assertThat(ExifBlock.orientation(bare)).isEqualTo(6);
    assertThat(block).isEqualTo(block(order));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void stripsOfAThumbnailAreZeroToo(ByteOrder order) {
    byte[] block = ExifBlocks.withStrips(order, ExifBlocks.thumbnail(60), ExifBlocks.thumbnail(40));

    byte[] bare = ExifBlock.withoutPictures(block).bytes();

    // The numbers of the offsets, between strips and directory, tell nothing and may stay.
    byte[] offsets = Arrays.copyOfRange(block, 126, 134);
    byte[] expected = Arrays.copyOf(Arrays.copyOf(block, ExifBlocks.LINK_AT), block.length);
    System.arraycopy(offsets, 0, expected, 126, offsets.length);
    assertThat(bare).isEqualTo(expected);
  }

  @Test
  void aBlockWithoutOneStaysAsItIs() {
    byte[] block = JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6);

    assertThat(ExifBlock.withoutPictures(block).bytes()).isEqualTo(block);
  }

  @Test
  void whatIsNoTiffStaysAsItIs() {
    byte[] block = JpegEdits.withBytes(block(ByteOrder.BIG_ENDIAN), 2, 0, 43);

    assertThat(ExifBlock.withoutPictures(block).bytes()).isEqualTo(block);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aThumbnailThatIsCutGoesAsFarAsItIsThere(ByteOrder order) {
    byte[] whole = block(order);

    for (int length = 0; length <= whole.length; length++) {
      byte[] bare = ExifBlock.withoutPictures(Arrays.copyOf(whole, length)).bytes();

      assertThat(bare).hasSize(length);
      boolean directoryIsWhole = length >= ExifBlocks.THUMBNAIL_AT - Integer.BYTES;
      if (directoryIsWhole) {
        assertThat(bare).as("%s bytes", length).doesNotContain(0x5A);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aLinkToTheFirstDirectoryLeavesItAsItIs(ByteOrder order) {
    for (int target : new int[] {1, 4, 8, 10, 20}) {
      byte[] block = block(order);
      ByteBuffer.wrap(block).order(order).putInt(ExifBlocks.LINK_AT, target);

      byte[] bare = ExifBlock.withoutPictures(block).bytes();

      assertThat(ExifBlock.orientation(bare)).as("link to %s", target).isEqualTo(6);
      assertThat(Arrays.copyOf(bare, ExifBlocks.LINK_AT))
          .isEqualTo(Arrays.copyOf(block, ExifBlocks.LINK_AT));
    }
  }

  @Test
  void directoriesInACircleEnd() {
    byte[] block = block(ByteOrder.BIG_ENDIAN);
    ByteBuffer.wrap(block)
        .putInt(ExifBlocks.THUMBNAIL_AT - Integer.BYTES, ExifBlocks.SECOND_DIRECTORY_AT);

    assertThat(ExifBlock.withoutPictures(block).bytes()).doesNotContain(0x5A);
  }

  @Test
  void aThumbnailInTheHeaderLeavesTheFirstDirectory() {
    byte[] block = block(ByteOrder.BIG_ENDIAN);
    ByteBuffer.wrap(block)
        .putInt(ExifBlocks.SECOND_DIRECTORY_AT + 10, 0)
        .putInt(ExifBlocks.SECOND_DIRECTORY_AT + 22, -1);

    byte[] bare = ExifBlock.withoutPictures(block).bytes();

    assertThat(bare).doesNotContain(0x5A);
    assertThat(ExifBlock.orientation(bare)).isEqualTo(6);
  }

  @Test
  void stripsThatOverlapWithoutEndAreErasedNoMoreThanTheBlockIsLong() {
    int strips = 100_000;
    ByteBuffer tiff = ByteBuffer.allocate(1 << 20);
    tiff.put(block(ByteOrder.BIG_ENDIAN), 0, ExifBlocks.SECOND_DIRECTORY_AT);
    tiff.putShort((short) 2);
    tiff.putShort((short) 0x0111).putShort((short) 4).putInt(strips).putInt(100);
    tiff.putShort((short) 0x0117).putShort((short) 4).putInt(strips).putInt(100);
    tiff.putInt(0).position(100);
    for (int i = 0; i < strips; i++) {
      tiff.putInt(1 << 18);
    }

    byte[] bare = ExifBlock.withoutPictures(tiff.array()).bytes();

    assertThat(ExifBlock.orientation(bare)).isEqualTo(6);
    assertThat(Arrays.copyOfRange(bare, ExifBlocks.LINK_AT, bare.length)).containsOnly(0);
  }

  @Test
  void noBytesMakeItThrowOrChangeItsLength() {
    Random random = new Random(17);
    for (int i = 0; i < 20_000; i++) {
      ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      byte[] block =
          random.nextBoolean()
              ? block(order)
              : ExifBlocks.withStrips(order, ExifBlocks.thumbnail(9), ExifBlocks.thumbnail(7));
      for (int change = random.nextInt(12); change >= 0; change--) {
        block[4 + random.nextInt(block.length - 4)] =
            (byte) (random.nextBoolean() ? random.nextInt(64) : -1);
      }
      byte[] cut = Arrays.copyOf(block, random.nextInt(block.length + 1));

      assertThat(ExifBlock.withoutPictures(cut).bytes()).hasSize(cut.length);
      assertThat(ExifBlock.orientation(cut)).isBetween(1, 8);
    }
  }
}
