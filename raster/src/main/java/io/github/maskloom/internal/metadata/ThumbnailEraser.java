package io.github.maskloom.internal.metadata;

/**
 * Zeroes the directories behind the first one of an EXIF block, and the images they hold.
 *
 * <p>Each directory is zeroed before the next is looked at, so that links in a circle end. Entries
 * that claim more bytes than a whole block has overlap each other. Then everything goes but the
 * header and the first directory, so that the work stays proportional to the block.
 */
final class ThumbnailEraser {
  private final TiffBytes block;
  private final int keptFrom;
  private final long keptEnd;
  private long budgetBytes;

  /**
   * An eraser for one block.
   *
   * @param firstDirectory the directory that is kept
   */
  ThumbnailEraser(TiffBytes block, int firstDirectory) {
    this.block = block;
    keptFrom = firstDirectory;
    keptEnd = block.endOf(firstDirectory);
    budgetBytes = 2L * block.length();
  }

  void run() {
    int next = block.directoryAfter(keptFrom);
    block.unlink(keptFrom);
    while (next >= 0 && budgetBytes >= 0) {
      int directory = next;
      long end = block.endOf(directory);
      next = block.directoryAfter(directory);
      eraseData(directory, TiffBytes.JPEG_OFFSET, TiffBytes.JPEG_BYTES);
      eraseData(directory, TiffBytes.STRIP_OFFSETS, TiffBytes.STRIP_BYTE_COUNTS);
      erase(directory, end);
    }
    if (budgetBytes < 0) {
      clear(0, block.length());
    }
  }

  private void eraseData(int directory, int offsetsTag, int lengthsTag) {
    TiffBytes.Numbers offsets = block.numbers(directory, offsetsTag);
    TiffBytes.Numbers lengths = block.numbers(directory, lengthsTag);
    int count = Math.min(offsets.count(), lengths.count());
    for (int i = 0; i < count && budgetBytes >= 0; i++) {
      erase(offsets.get(i), offsets.get(i) + lengths.get(i));
    }
  }

  private void erase(long from, long end) {
    budgetBytes -= 1 + Math.max(0, Math.min(end, block.length()) - from);
    if (budgetBytes >= 0) {
      clear(from, end);
    }
  }

  /** Zeroes a range, but not the header and the directory that is kept. */
  private void clear(long from, long end) {
    long first = Math.max(from, TiffBytes.HEAD_BYTES);
    block.clear(first, Math.min(end, keptFrom));
    block.clear(Math.max(first, keptEnd), end);
  }
}
