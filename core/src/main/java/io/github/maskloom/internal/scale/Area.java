package io.github.maskloom.internal.scale;

import io.github.maskloom.format.ImageFile;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.Orientation;
import io.github.maskloom.raster.ImageGeometry;
import org.jspecify.annotations.Nullable;

/** What the pixels of an image stand for along both sides, where it was read at a reduced size. */
public record Area(Span columns, Span rows) {

  /** Pixels that stand for themselves. */
  public static Area of(ImageGeometry geometry) {
    return of(geometry.width(), geometry.height());
  }

  /** So many pixels that stand for themselves. */
  public static Area of(int width, int height) {
    return new Area(Span.of(width), Span.of(height));
  }

  /** An image seen at a fraction of both sides, and turned upright then. */
  public static Area reduced(ImageGeometry stored, int denominator, Orientation orientation) {
    Span columns = Span.reduced(stored.width(), denominator);
    Span rows = Span.reduced(stored.height(), denominator);
    Span across = orientation.swapsSides() ? rows : columns;
    Span down = orientation.swapsSides() ? columns : rows;
    return new Area(
        orientation.mirrorsRows() ? across.reversed() : across,
        orientation.reversesRows() ? down.reversed() : down);
  }

  /** What the pixels of an image's rows stand for: a part of the image each, or several. */
  public static Area shownBy(EncodedImage image) {
    ImageFile file = image.file();
    return reduced(file.wholeGeometry(), file.denominator(), image.orientation());
  }

  /** What blocks of pixels stand for, made one each. */
  public Area inBlocks(int blockWidth, int blockHeight) {
    return new Area(columns.inBlocks(blockWidth), rows.inBlocks(blockHeight));
  }

  // A record's own equals takes long to link, and every short-lived process would pay that.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Area area && columns.equals(area.columns) && rows.equals(area.rows);
  }

  @Override
  public int hashCode() {
    return 31 * columns.hashCode() + rows.hashCode();
  }

  /** Pixels across. */
  public int width() {
    return columns.size();
  }

  /** Pixels down. */
  public int height() {
    return rows.size();
  }
}
