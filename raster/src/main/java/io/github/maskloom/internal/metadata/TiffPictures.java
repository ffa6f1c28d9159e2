package io.github.maskloom.internal.metadata;

/**
 * Zeroes the images that the directories of a TIFF stream hold, and all other pictures in it.
 *
 * <p>Each directory is zeroed before the next is looked at, so that links in a circle end. Entries
 * that claim more bytes than a whole block has overlap each other. Then everything goes but the
 * header and the first directory, so that the work stays proportional to the block.
 */
final class TiffPictures {
  /** Blocks in blocks beyond this depth are zeroed unseen. */
  static final int MAX_DEPTH = 2;

  private final TiffBytes block;
  private final long keptFrom;
  private final long keptEnd;
  private final long budgetBytes;
  private long spentBytes;

  /**
   * An eraser for one stream.
   *
   * @param keptFrom where the directory begins that is kept
   * @param keptEnd where it ends
   */
  TiffPictures(TiffBytes block, long keptFrom, long keptEnd) {
    this.block = block;
    this.keptFrom = keptFrom;
    this.keptEnd = keptEnd;
    budgetBytes = 2L * block.length();
  }

  /**
   * Erases all pictures of an EXIF block in place.
   *
   * @param depth how many blocks this one stands in
   * @return how many there were
   */
  static int erase(byte[] tiff, int depth) {
    TiffBytes block = new TiffBytes(tiff);
    int first = block.firstDirectory();
    if (first < 0) {
      return 0;
    }
    TiffPictures eraser = new TiffPictures(block, first, block.endOf(first));
    int pictures = eraser.eraseDirectories(first) + eraser.eraseValues(tiff, first, depth);
    pictures += PictureScan.erase(tiff, TiffBytes.HEAD_BYTES, first);
    pictures += PictureScan.erase(tiff, eraser.keptEnd, tiff.length);
    return pictures;
  }

  /** Bytes that were zeroed, each time counted. */
  long spent() {
    return spentBytes;
  }

  private int eraseDirectories(int first) {
    int pictures = eraseImage(first) ? 1 : 0;
    int next = block.directoryAfter(first);
    block.unlink(first);
    pictures += eraseChain(next);
    TiffBytes.Numbers links = block.numbers(first, TiffBytes.SUB_DIRECTORIES);
    for (int i = 0; i < links.count() && !isExhausted(); i++) {
      pictures += eraseChain(block.directoryOf(links.get(i)));
    }
    block.remove(first, TiffBytes.SUB_DIRECTORIES);
    if (isExhausted()) {
      clear(0, block.length());
      return pictures + 1;
    }
    return pictures;
  }

  /** Erases directories that follow each other, with what they hold. */
  private int eraseChain(int directory) {
    int pictures = 0;
    int at = directory;
    while (at >= 0 && at != keptFrom && !isExhausted()) {
      long end = block.endOf(at);
      int next = block.directoryAfter(at);
      pictures += eraseImage(at) ? 1 : 0;
      erase(at, end);
      at = next;
    }
    return pictures;
  }

  private int eraseValues(byte[] tiff, int first, int depth) {
    TiffBytes.Range thumbnail = block.value(first, TiffBytes.THUMBNAIL_DATA);
    int pictures = clear(thumbnail.from(), thumbnail.end()) ? 1 : 0;
    block.remove(first, TiffBytes.THUMBNAIL_DATA);
    TiffBytes.Range resources = block.value(first, TiffBytes.PHOTOSHOP);
    if (isOutside(resources)) {
      pictures += PhotoshopResources.erase(tiff, resources.from(), resources.end(), depth + 1);
    }
    TiffBytes.Range xmp = block.value(first, TiffBytes.XMP);
    return isOutside(xmp) ? pictures + XmpPacket.erase(tiff, xmp.from(), xmp.end()) : pictures;
  }

  private boolean isOutside(TiffBytes.Range range) {
    return range.from() >= TiffBytes.HEAD_BYTES
        && (range.end() <= keptFrom || range.from() >= keptEnd);
  }

  /** Whether a directory is that of an image, whose samples it names. */
  static boolean isImage(TiffBytes block, int directory) {
    return block.has(directory, TiffBytes.WIDTH)
        && block.has(directory, TiffBytes.HEIGHT)
        && (block.has(directory, TiffBytes.STRIP_OFFSETS)
            || block.has(directory, TiffBytes.TILE_OFFSETS)
            || block.has(directory, TiffBytes.JPEG_OFFSET));
  }

  /** Erases what a directory names as the data of its image; says whether there was some. */
  boolean eraseImage(int directory) {
    boolean jpeg = eraseData(directory, TiffBytes.JPEG_OFFSET, TiffBytes.JPEG_BYTES);
    boolean strips = eraseData(directory, TiffBytes.STRIP_OFFSETS, TiffBytes.STRIP_BYTE_COUNTS);
    boolean tiles = eraseData(directory, TiffBytes.TILE_OFFSETS, TiffBytes.TILE_BYTE_COUNTS);
    return jpeg || strips || tiles;
  }

  private boolean eraseData(int directory, int offsetsTag, int lengthsTag) {
    TiffBytes.Numbers offsets = block.numbers(directory, offsetsTag);
    TiffBytes.Numbers lengths = block.numbers(directory, lengthsTag);
    int count = Math.min(offsets.count(), lengths.count());
    boolean erased = false;
    for (int i = 0; i < count && !isExhausted(); i++) {
      erased |= erase(offsets.get(i), offsets.get(i) + lengths.get(i));
    }
    return erased;
  }

  private boolean isExhausted() {
    return spentBytes > budgetBytes;
  }

  /** Zeroes a range unless too much was zeroed; says whether there was something. */
  boolean erase(long from, long end) {
    spentBytes += 1 + Math.max(0, Math.min(end, block.length()) - from);
    return !isExhausted() && clear(from, end);
  }

  /** Zeroes a range, but not the header and the directory that is kept. */
  private boolean clear(long from, long end) {
    long first = Math.max(from, TiffBytes.HEAD_BYTES);
    boolean before = block.clear(first, Math.min(end, keptFrom));
    boolean behind = block.clear(Math.max(first, keptEnd), end);
    return before || behind;
  }
}
