package io.github.maskloom.local;

import io.github.maskloom.local.SoftShape.Corner;
import io.github.maskloom.local.cutout.Silhouette.Foot;
import io.github.maskloom.local.cutout.Silhouette.Span;
import io.github.maskloom.local.light.PlaceLight.Fall;
import java.util.ArrayList;
import java.util.List;

/**
 * The shadow of furniture that stands. It is wide and soft on the floor that the feet stand around,
 * and leans away from the light. Around each foot it is small, soft and darker. Light from behind
 * throws a long one forward besides.
 *
 * <p>Where several lie over each other the light that they let through is multiplied.
 */
final class StandingShadow implements FloorShadow {
  private static final double BODY_DARKNESS = 0.6;

  /** How fast the body's shadow fades as the body is higher above the floor. */
  private static final double FADING = 1.5;

  private static final double THROWN_DARKNESS = 0.4;

  /** How soft the shadow of what is at a height is, in that height. */
  private static final double SOFTNESS = 0.6;

  private static final double THROWN_SOFTNESS = 0.16;
  private static final double SHARPEST = 0.03;

  /** A base of so much of the width is wide. What is narrow takes less light, and not as far. */
  private static final double WIDE = 0.12;

  private static final double LEAST_REACH = 0.012;
  private static final double MORE_REACH = 0.07;
  private static final double LEAST_DARKNESS = 0.28;
  private static final double MORE_DARKNESS = 0.22;

  /** Depth over width of furniture that shows no rear feet. */
  private static final double USUAL_DEPTH = 0.5;

  private final Placement place;
  private final Fall fall;
  private final double flatness;
  private final List<FootShadow> feet;
  private final List<SoftShape> shapes = new ArrayList<>();

  /** A shadow of furniture that stands somewhere. */
  StandingShadow(Placement place, Floor floor, Fall fall) {
    this.place = place;
    this.fall = fall;
    flatness = floor.flatness(place.baseline());
    feet = place.silhouette().feet().stream().map(this::foot).toList();
    List<Corner> stood = corners();
    double gap = Math.max(0, place.baseline() - place.sceneY(place.silhouette().bodyBottom()));
    double darkness = BODY_DARKNESS / (1 + FADING * gap / place.width());
    addShape(stood, gap, SOFTNESS, darkness, 0);
    if (fall.isBacklight()) {
      double fading = 1 / (fall.down() * place.height());
      addShape(stood, place.height(), THROWN_SOFTNESS, THROWN_DARKNESS, fading);
    }
  }

  private FootShadow foot(Foot foot) {
    double left = place.sceneX(foot.columns().from());
    double right = place.sceneX(foot.columns().to());
    double wide = Math.min(1, (right - left) / (WIDE * place.width()));
    double reach = Math.max(flatness, (LEAST_REACH + MORE_REACH * wide) * place.width());
    double darkness = LEAST_DARKNESS + MORE_DARKNESS * wide;
    return new FootShadow(left, right, place.sceneY(foot.bottom()), reach, flatness, darkness);
  }

  /** Around the floor below the furniture: from its feet back to the rear ones. */
  private List<Corner> corners() {
    double nearest = feet.stream().mapToDouble(FootShadow::y).max().orElseThrow();
    double farthest = feet.stream().mapToDouble(FootShadow::y).min().orElseThrow();
    double rear = Math.min(farthest, nearest - USUAL_DEPTH * place.width() / flatness);
    List<Corner> corners = new ArrayList<>();
    for (FootShadow foot : feet) {
      addCorners(foot.left, foot.right, foot.y, corners);
      addCorners(foot.left, foot.right, rear, corners);
    }
    Span body = place.silhouette().body();
    double middle = (nearest + rear) / 2;
    addCorners(place.sceneX(body.from()), place.sceneX(body.to()), middle, corners);
    return corners;
  }

  private static void addCorners(double left, double right, double y, List<Corner> corners) {
    corners.add(new Corner(left, y));
    corners.add(new Corner(right, y));
  }

  /** Adds what something takes that reaches from the floor up to a height. */
  private void addShape(
      List<Corner> stood, double height, double softness, double darkness, double fading) {
    List<Corner> all = new ArrayList<>(stood);
    for (Corner corner : stood) {
      all.add(new Corner(corner.x() + height * fall.right(), corner.y() + height * fall.down()));
    }
    double soft = Math.max(1, SHARPEST * place.width() + softness * height);
    shapes.add(SoftShape.around(all, flatness, soft, darkness, place.baseline(), fading));
  }

  @Override
  public Span rows() {
    double from = Double.MAX_VALUE;
    double to = 0;
    for (SoftShape shape : shapes) {
      from = Math.min(from, shape.rows().from());
      to = Math.max(to, shape.rows().to());
    }
    for (FootShadow foot : feet) {
      from = Math.min(from, foot.y - foot.reach / flatness);
      to = Math.max(to, foot.y + foot.reach / flatness);
    }
    return new Span(from, to);
  }

  @Override
  public void cast(int row, float[] light) {
    feet.forEach(foot -> foot.cast(row + 0.5, light));
    shapes.forEach(shape -> shape.cast(row + 0.5, light));
  }

  /**
   * What a foot takes around the line on which it stands.
   *
   * @param reach columns to each side; fewer rows, by the floor's flatness
   */
  private record FootShadow(
      double left, double right, double y, double reach, double flatness, double darkness) {

    void cast(double row, float[] light) {
      double down = flatness * (row - y) / reach;
      int from = (int) Math.max(0, Math.floor(left - reach));
      int to = (int) Math.min(light.length, Math.ceil(right + reach));
      for (int x = from; x < to; x++) {
        double aside = Math.max(0, Math.max(left - x - 0.5, x + 0.5 - right)) / reach;
        double near = Math.max(0, 1 - aside * aside - down * down);
        light[x] *= (float) (1 - darkness * near * near);
      }
    }
  }
}
