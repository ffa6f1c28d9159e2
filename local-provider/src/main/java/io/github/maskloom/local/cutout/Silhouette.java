package io.github.maskloom.local.cutout;

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
 * @param feet where it stands on the floor, from left to right
 */
public record Silhouette(
    int imageWidth,
    BoundingBox visible,
    BoundingBox solid,
    Span body,
    double bodyBottom,
    List<Span> slices,
    List<Foot> feet) {

  public Silhouette {
    slices = List.copyOf(slices);
    feet = List.copyOf(feet);
  }

  /**
   * Columns from one to another.
   *
   * @param from where they begin
   * @param to where they end
   */
  public record Span(double from, double to) {
    /** From one to the other. */
    public double width() {
      return to - from;
    }

    /** Between both. */
    public double middle() {
      return (from + to) / 2;
    }

    private Span mirrored(double width) {
      return new Span(width - to, width - from);
    }
  }

  /**
   * Where furniture touches the floor.
   *
   * @param columns from its left to its right side
   * @param bottom the row below it
   */
  public record Foot(Span columns, double bottom) {}

  /** With left and right exchanged. */
  public Silhouette mirrored() {
    List<Foot> mirroredFeet = new ArrayList<>();
    for (Foot foot : feet) {
      mirroredFeet.add(0, new Foot(foot.columns.mirrored(imageWidth), foot.bottom));
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
