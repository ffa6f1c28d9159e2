package io.github.maskloom.fusion.local;

import io.github.maskloom.BoundingBox;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of furniture in its image, in pixels of that.
 *
 * @param imageWidth of the whole image
 * @param visible the box around all that is not transparent
 * @param solid the box around what is mostly opaque: the furniture without a shadow of its own
 * @param body columns that the lower third of the furniture takes
 * @param bodyBottom the row below which there are only feet
 * @param slices how far it reaches in each of equally high slices of the solid box, from the top,
 *     as shares of the box's width; a span of no width where there is nothing
 * @param feet columns in which it stands on the floor, from left to right
 */
record Silhouette(
    int imageWidth,
    BoundingBox visible,
    BoundingBox solid,
    Span body,
    double bodyBottom,
    List<Span> slices,
    List<Span> feet) {

  Silhouette {
    slices = List.copyOf(slices);
    feet = List.copyOf(feet);
  }

  /**
   * Columns from one to another.
   *
   * @param from where they begin
   * @param to where they end
   */
  record Span(double from, double to) {
    double width() {
      return to - from;
    }

    double middle() {
      return (from + to) / 2;
    }

    private Span mirrored(double width) {
      return new Span(width - to, width - from);
    }
  }

  /** With left and right exchanged. */
  Silhouette mirrored() {
    List<Span> mirroredFeet = new ArrayList<>();
    for (Span foot : feet) {
      mirroredFeet.add(0, foot.mirrored(imageWidth));
    }
    return new Silhouette(
        imageWidth,
        mirrored(visible),
        mirrored(solid),
        body.mirrored(imageWidth),
        bodyBottom,
        slices.stream().map(slice -> slice.mirrored(1)).toList(),
        mirroredFeet);
  }

  private BoundingBox mirrored(BoundingBox box) {
    return new BoundingBox(imageWidth - box.x() - box.width(), box.y(), box.width(), box.height());
  }
}
