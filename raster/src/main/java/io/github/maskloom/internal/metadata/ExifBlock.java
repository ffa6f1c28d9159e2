package io.github.maskloom.internal.metadata;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.MetadataReport;
import java.util.Arrays;

/**
 * An EXIF block: a TIFF stream of directories without an image of its own (CIPA DC-008, section
 * 4.5; TIFF 6.0, page 13).
 *
 * <p>EXIF is advice: no photo is refused for a damaged block, so nothing here throws, whatever the
 * bytes.
 */
public final class ExifBlock {
  /** The first row is the top, the first column the left. */
  public static final int UPRIGHT = 1;

  private static final byte[] JPEG_NAME = {'E', 'x', 'i', 'f', 0, 0};
  private static final int LAST_THAT_KEEPS_SIDES = 4;

  private ExifBlock() {}

  /**
   * {@return whether a block begins as a TIFF stream does; what does not is no EXIF and is not
   * carried}
   *
   * @param tiff of any length
   */
  public static boolean isTiff(byte[] tiff) {
    return new TiffBytes(tiff).isTiff();
  }

  /**
   * {@return a block without the name that stands before it in a JPEG, and in a WebP of some
   * programs}
   *
   * @param block unchanged; returned if it has no such name
   */
  public static byte[] withoutJpegName(byte[] block) {
    boolean named =
        block.length >= JPEG_NAME.length
            && Arrays.equals(block, 0, JPEG_NAME.length, JPEG_NAME, 0, JPEG_NAME.length);
    return named ? Arrays.copyOfRange(block, JPEG_NAME.length, block.length) : block;
  }

  /**
   * Reads the orientation, 1 to 8: tag 0x0112 of the first directory.
   *
   * @param tiff an EXIF block from its TIFF header on
   * @return {@link #UPRIGHT} if the block does not say or is damaged
   */
  public static int orientation(byte[] tiff) {
    TiffBytes block = new TiffBytes(tiff);
    int value = block.shortValue(block.firstDirectory(), TiffBytes.ORIENTATION);
    return value >= 1 && value <= 8 ? value : UPRIGHT;
  }

  /**
   * {@return the metadata that holds once rows of this orientation are delivered upright: EXIF says
   * so, XMP says nothing else, and the densities have changed sides with the image}
   *
   * @param stored as the file has it
   * @param orientation EXIF's number, 1 to 8
   */
  public static ImageMetadata uprighted(ImageMetadata stored, int orientation) {
    if (orientation == UPRIGHT) {
      return stored;
    }
    ImageMetadata.Builder upright = stored.toBuilder();
    stored.exif().ifPresent(tiff -> upright.exif(uprighted(tiff)));
    stored.xmp().flatMap(XmpPacket::of).ifPresent(xmp -> upright.xmp(xmp.uprighted()));
    if (orientation > LAST_THAT_KEEPS_SIDES) {
      upright.pixelsPerMeter(stored.pixelsPerMeterY(), stored.pixelsPerMeterX());
    }
    return upright.build();
  }

  private static byte[] uprighted(byte[] tiff) {
    byte[] upright = tiff.clone();
    TiffBytes block = new TiffBytes(upright);
    block.setShortValue(block.firstDirectory(), TiffBytes.ORIENTATION, UPRIGHT);
    return upright;
  }

  /**
   * {@return a copy that shows nothing of the image as it was before it was changed}
   *
   * <p>Zero are the first directory's link, the directories behind it and those of tag 0x014A, and
   * the images that they hold, a JPEG or strips. So is whatever else is a JPEG, a PNG or a TIFF, in
   * a maker's note or between the values. Thumbnails in Photoshop's resources and in XMP go, too.
   * The length stays and no offset moves. The header and the first directory keep all other bytes,
   * also if a damaged directory claims them.
   *
   * @param tiff an EXIF block from its TIFF header on; unchanged
   */
  public static Cleaned withoutPictures(byte[] tiff) {
    byte[] copy = tiff.clone();
    int pictures = TiffPictures.erase(copy, 0);
    return new Cleaned(copy, pictures, true);
  }

  /**
   * {@return what of a block goes into an image that was changed: all but pictures, and the maker's
   * note if that is to stay behind}
   *
   * @param tiff an EXIF block from its TIFF header on; unchanged
   * @param options say whether the maker's note stays
   * @param report is told how many pictures were erased
   */
  public static byte[] travelling(
      byte[] tiff, MetadataOptions options, MetadataReport.Builder report) {
    byte[] asked = options.makerNotes() ? tiff : withoutMakerNote(tiff);
    return withoutPictures(asked).counted(report);
  }

  /**
   * {@return a copy without the maker's note: its bytes are zero and its entry is gone} All else
   * stays where it is.
   *
   * @param tiff an EXIF block from its TIFF header on; unchanged
   */
  public static byte[] withoutMakerNote(byte[] tiff) {
    byte[] copy = tiff.clone();
    TiffBytes block = new TiffBytes(copy);
    int first = block.firstDirectory();
    TiffBytes.Numbers links = block.numbers(first, TiffBytes.EXIF_DIRECTORY);
    int directory = links.count() == 0 ? TiffBytes.ABSENT : block.directoryOf(links.get(0));
    for (int from : new int[] {directory, first}) {
      TiffBytes.Range note = block.value(from, TiffBytes.MAKER_NOTE);
      block.clear(note.from(), note.end());
      block.remove(from, TiffBytes.MAKER_NOTE);
    }
    return copy;
  }
}
