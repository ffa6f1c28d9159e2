package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.TestJpegs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures go from an EXIF block wherever they hide, and nothing else does. */
class PictureErasingTest {
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  private static final int MAKER_NOTE = 0x927C;
  private static final byte[] BEFORE = "what stands before it".getBytes(ISO_8859_1);
  private static final byte[] BEHIND = "what stands behind it".getBytes(ISO_8859_1);
  private static final byte[] JPEG = TestJpegs.baseline(24, 18, 3);
  private static final byte[] PROGRESSIVE = TestJpegs.progressive(24, 18, 3);
  private static final byte[] PNG = png();

  static Stream<Named<byte[]>> pictures() {
    return Stream.of(
        Named.of("JPEG", JPEG),
        Named.of("JPEG of several scans", PROGRESSIVE),
        Named.of("JPEG with a thumbnail of its own", withThumbnail(JPEG)),
        Named.of("PNG", PNG));
  }

  private static byte[] withThumbnail(byte[] jpeg) {
    byte[] head = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1, 0, 0};
    head[4] = (byte) ((2 + JPEG.length) >> 8);
    head[5] = (byte) (2 + JPEG.length);
    return Bytes.concat(head, JPEG, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private static byte[] png() {
    ByteBuffer png = ByteBuffer.allocate(8 + 12 + 13 + 12 + 40 + 12);
    png.putLong(0x89504E470D0A1A0AL);
    png.putInt(13).put("IHDR".getBytes(ISO_8859_1)).position(8 + 12 + 13);
    png.putInt(40).put("IDAT".getBytes(ISO_8859_1)).position(8 + 12 + 13 + 12 + 40);
    png.putInt(0).put("IEND".getBytes(ISO_8859_1)).putInt(0xAE426082);
    return png.array();
  }

  private static byte[] around(byte[] picture) {
    return Bytes.concat(BEFORE, picture, BEHIND);
  }

  private static byte[] zeroed(int length) {
    return around(new byte[length]);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureInAnyTagIsZeroAndAllElseStays(byte[] picture) {
    for (int tag : new int[] {0xC6D2, 0x0110, 0xFFFF}) {
      byte[] block = ExifBlocks.withValue(LITTLE, tag, around(picture));

      Cleaned bare = ExifBlock.withoutPictures(block);

      assertThat(bare.pictures()).isEqualTo(1);
      assertThat(bare.bytes()).isEqualTo(ExifBlocks.withValue(LITTLE, tag, zeroed(picture.length)));
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureInAMakersNoteIsZero(byte[] picture) {
    byte[] note = Bytes.concat(new byte[] {'M', 'a', 'k', 'e', 0}, around(picture));
    byte[] block = ExifBlocks.withDirectory(LITTLE, 0x8769, MAKER_NOTE, note);

    Cleaned bare = ExifBlock.withoutPictures(block);

    assertThat(bare.pictures()).isEqualTo(1);
    assertThat(Bytes.indexOf(bare.bytes(), zeroed(picture.length))).isPositive();
    assertThat(bare.bytes()).hasSameSizeAs(block);
  }

  @Test
  void picturesBehindEachOtherAreCounted() {
    byte[] block = ExifBlocks.withValue(LITTLE, MAKER_NOTE, Bytes.concat(JPEG, PNG, JPEG));

    Cleaned bare = ExifBlock.withoutPictures(block);

    assertThat(bare.pictures()).isEqualTo(3);
    assertThat(bare.bytes())
        .isEqualTo(
            ExifBlocks.withValue(LITTLE, MAKER_NOTE, new byte[2 * JPEG.length + PNG.length]));
  }

  @Test
  void aJpegWhoseFirstByteIsSpoiledGoes() {
    byte[] spoiled = JPEG.clone();
    spoiled[0] = 2;
    byte[] block = ExifBlocks.withValue(LITTLE, MAKER_NOTE, around(spoiled));

    assertThat(ExifBlock.withoutPictures(block).bytes())
        .isEqualTo(ExifBlocks.withValue(LITTLE, MAKER_NOTE, zeroed(JPEG.length)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 30, 60})
  void aPictureThatIsCutGoesToTheEnd(int missingBytes) {
    for (byte[] picture : new byte[][] {JPEG, PNG}) {
      byte[] cut = Arrays.copyOf(picture, picture.length - missingBytes);
      byte[] block = ExifBlocks.withValue(LITTLE, MAKER_NOTE, Bytes.concat(BEFORE, cut));

      assertThat(ExifBlock.withoutPictures(block).bytes())
          .isEqualTo(
              ExifBlocks.withValue(LITTLE, MAKER_NOTE, Bytes.concat(BEFORE, new byte[cut.length])));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FFD8FF",
        "FFD8FFE00004ABCD00",
        "FFD8FF00FFD8FF",
        "D8FFDB0004ABCD",
        "FFD8FFD9",
        "FFD8FFC6FFA8018EFFFE"
      })
  void whatOnlyBeginsAsAJpegStays(String hex) {
    byte[] bytes = new java.math.BigInteger("00" + hex, 16).toByteArray();
    byte[] block = ExifBlocks.withValue(LITTLE, MAKER_NOTE, around(bytes));

    Cleaned bare = ExifBlock.withoutPictures(block);

    assertThat(bare.pictures()).isZero();
    assertThat(bare.bytes()).isEqualTo(block);
  }

  @Test
  void theThumbnailsOfSubdirectoriesGoWithTheirEntry() {
    byte[] block = ExifBlocks.withSubdirectory(LITTLE, ExifBlocks.thumbnail(100));

    Cleaned bare = ExifBlock.withoutPictures(block);

    assertThat(bare.pictures()).isEqualTo(1);
    assertThat(Arrays.copyOf(bare.bytes(), 8)).isEqualTo(Arrays.copyOf(block, 8));
    assertThat(Arrays.copyOfRange(bare.bytes(), 8, block.length)).containsOnly(0);
  }

  @Test
  void thumbnailDataGoWhateverTheirFormat() {
    byte[] raw = new byte[300];
    Arrays.fill(raw, (byte) 7);
    byte[] block = ExifBlocks.withValue(LITTLE, 0x501B, raw);

    Cleaned bare = ExifBlock.withoutPictures(block);

    assertThat(bare.pictures()).isEqualTo(1);
    assertThat(bare.bytes()).hasSameSizeAs(block).doesNotContain(7);
    assertThat(ExifBlock.orientation(bare.bytes())).isEqualTo(6);
  }

  @Test
  void aThumbnailOfADirectoryWithOtherTagsGoes() {
    byte[] block = ExifBlocks.withThumbnail(LITTLE, 6, JPEG);
    ByteBuffer.wrap(block).order(LITTLE).putShort(ExifBlocks.SECOND_DIRECTORY_AT + 2, (short) 99);

    Cleaned bare = ExifBlock.withoutPictures(block);

    assertThat(bare.pictures()).isEqualTo(1);
    assertThat(Arrays.copyOfRange(bare.bytes(), ExifBlocks.LINK_AT, block.length)).containsOnly(0);
  }

  @Test
  void theStripsOfATiffWithinGo() {
    byte[] nested = new byte[200];
    Arrays.fill(nested, 100, 200, (byte) 9);
    ByteBuffer tiff = ByteBuffer.wrap(nested).order(ByteOrder.BIG_ENDIAN);
    tiff.putInt(0x4D4D002A).putInt(8).putShort((short) 4);
    for (int[] entry : new int[][] {{0x100, 10}, {0x101, 10}, {0x111, 100}, {0x117, 100}}) {
      tiff.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
    }
    byte[] block = ExifBlocks.withValue(LITTLE, MAKER_NOTE, around(nested));

    Cleaned bare = ExifBlock.withoutPictures(block);

    assertThat(bare.pictures()).isEqualTo(1);
    assertThat(bare.bytes()).doesNotContain(9);
    assertThat(Bytes.indexOf(bare.bytes(), BEHIND)).isPositive();
  }

  @Test
  void theThumbnailsOfPhotoshopsResourcesGoAndTheOthersMoveUp() {
    byte[] caption = resource(0x0404, BEFORE);
    byte[] name = resource(0x0425, BEHIND);
    byte[] thumbnails = Bytes.concat(resource(0x0409, JPEG), resource(0x040C, JPEG));
    byte[] block = ExifBlocks.withValue(LITTLE, 0x8649, Bytes.concat(caption, thumbnails, name));

    Cleaned bare = ExifBlock.withoutPictures(block);

    byte[] left = Bytes.concat(caption, name, new byte[thumbnails.length]);
    assertThat(bare.pictures()).isEqualTo(2);
    assertThat(bare.bytes()).isEqualTo(ExifBlocks.withValue(LITTLE, 0x8649, left));
  }

  @Test
  void picturesWithinPhotoshopsResourcesGo() {
    byte[] exif = ExifBlocks.withThumbnail(ByteOrder.BIG_ENDIAN, 1, ExifBlocks.thumbnail(80));
    byte[] preview = {0x1C, 2, (byte) 202, 0, 3, 5, 5, 5};
    byte[] resources =
        Bytes.concat(
            resource(0x0422, exif),
            resource(0x0424, xmp()),
            resource(0x0404, preview),
            resource(0x1234, JPEG),
            resource(0x040F, JPEG));

    Cleaned bare = PhotoshopResources.withoutPictures(resources);

    assertThat(bare.pictures()).isEqualTo(4);
    assertThat(bare.bytes()).hasSameSizeAs(resources).endsWith(resource(0x040F, JPEG));
    assertThat(Bytes.indexOf(bare.bytes(), new byte[] {5, 5, 5})).isNegative();
    assertThat(Bytes.indexOf(bare.bytes(), new byte[] {0x5A, 0x5A})).isNegative();
    assertThat(Bytes.indexOf(bare.bytes(), JPEG)).isEqualTo(bare.bytes().length - JPEG.length);
    assertThat(new String(bare.bytes(), ISO_8859_1)).contains("<t>kept</t>").doesNotContain("/9j/");
  }

  @Test
  void blocksInBlocksInBlocksAreZero() {
    byte[] nested = ExifBlocks.withThumbnail(LITTLE, 6, ExifBlocks.thumbnail(50));
    for (int depth = 0; depth < 50; depth++) {
      nested = ExifBlocks.withValue(LITTLE, 0x8649, resource(0x0422, nested));
    }

    assertThat(ExifBlock.withoutPictures(nested).bytes()).doesNotContain(0x5A);
  }

  @Test
  void thumbnailsOfXmpWithinExifAreBlank() {
    byte[] block = ExifBlocks.withValue(LITTLE, 0x02BC, xmp());

    Cleaned bare = ExifBlock.withoutPictures(block);

    assertThat(bare.pictures()).isEqualTo(1);
    assertThat(bare.bytes()).hasSameSizeAs(block);
    assertThat(new String(bare.bytes(), ISO_8859_1)).contains("<t>kept</t>").doesNotContain("/9j/");
  }

  /** Each of many false beginnings leads through all that follow it. */
  @Test
  void falseBeginningsCostNoMoreThanTheBlockIsLong() {
    byte[] value = new byte[1 << 20];
    for (int at = 0; at + 8 < value.length; at += 8) {
      byte[] begin = {(byte) 0xFF, (byte) 0xE0, 0, 6, (byte) 0xFF, (byte) 0xD8, 0, 0};
      System.arraycopy(begin, 0, value, at, begin.length);
    }
    byte[] block = ExifBlocks.withValue(LITTLE, MAKER_NOTE, value);

    assertThat(ExifBlock.orientation(ExifBlock.withoutPictures(block).bytes())).isEqualTo(6);
  }

  @Test
  void aMakersNoteGoesInWholeIfAskedFor() {
    byte[] block = ExifBlocks.withDirectory(LITTLE, 0x8769, MAKER_NOTE, BEFORE);

    byte[] bare = ExifBlock.withoutMakerNote(block);

    assertThat(bare).hasSameSizeAs(block).startsWith(Arrays.copyOf(block, ExifBlocks.VALUE_AT));
    assertThat(Arrays.copyOfRange(bare, ExifBlocks.VALUE_AT, bare.length)).containsOnly(0);
    assertThat(ExifBlock.withoutMakerNote(bare)).isEqualTo(bare);
  }

  @Test
  void noBytesMakeItThrowOrChangeItsLength() {
    Random random = new Random(23);
    byte[][] blocks = {
      ExifBlocks.withValue(LITTLE, 0x8649, Bytes.concat(resource(0x0422, JPEG), resource(1, PNG))),
      ExifBlocks.withValue(ByteOrder.BIG_ENDIAN, 0x02BC, xmp()),
      ExifBlocks.withSubdirectory(LITTLE, JPEG),
      ExifBlocks.withDirectory(ByteOrder.BIG_ENDIAN, 0x8769, MAKER_NOTE, around(PROGRESSIVE))
    };
    for (int i = 0; i < 20_000; i++) {
      byte[] block = blocks[i % blocks.length].clone();
      for (int change = random.nextInt(12); change >= 0; change--) {
        int value = random.nextBoolean() ? random.nextInt(64) : 0xF8 | random.nextInt(8);
        block[4 + random.nextInt(block.length - 4)] = (byte) value;
      }
      byte[] cut = Arrays.copyOf(block, random.nextInt(block.length + 1));

      assertThat(ExifBlock.withoutPictures(cut).bytes()).hasSize(cut.length);
      assertThat(ExifBlock.withoutMakerNote(cut)).hasSize(cut.length);
    }
  }

  private static byte[] xmp() {
    String picture = Base64.getEncoder().encodeToString(JPEG);
    return ("<x><t>kept</t><xmp:Thumbnails>" + picture + "</xmp:Thumbnails></x>")
        .getBytes(ISO_8859_1);
  }

  private static byte[] resource(int id, byte[] data) {
    ByteBuffer resource = ByteBuffer.allocate(12 + data.length + data.length % 2);
    return resource
        .putInt(0x3842494D)
        .putShort((short) id)
        .putShort((short) 0)
        .putInt(data.length)
        .put(data)
        .array();
  }
}
