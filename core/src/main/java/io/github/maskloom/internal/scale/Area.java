package io.github.maskloom.internal.scale;

import io.github.maskloom.format.ImageFile;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.Orientation;
import io.github.maskloom.raster.ImageGeometry;

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

  /** What the pixels of an image's rows stand for: a part of the image each, or several. */
  public static Area shownBy(EncodedImage image) {
    ImageFile file = image.file();
    Orientation orientation = image.orientation();
    Area stored = of(file.wholeGeometry()).inBlocks(file.denominator(), file.denominator());
    Span across = orientation.swapsSides() ? stored.rows : stored.columns;
    Span down = orientation.swapsSides() ? stored.columns : stored.rows;
    return new Area(
        orientation.mirrorsRows() ? across.reversed() : across,
        orientation.reversesRows() ? down.reversed() : down);
  }

  /** What blocks of pixels stand for, made one each. */
  public Area inBlocks(int blockWidth, int blockHeight) {
    return new Area(columns.inBlocks(blockWidth), rows.inBlocks(blockHeight));
  }

  /** Whether pixels stand for the same; linked sooner than a record's own {@code equals}. */
  public boolean isSameAs(Area other) {
    return columns.isSameAs(other.columns) && rows.isSameAs(other.rows);
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
