package io.github.maskloom.local;

import io.github.maskloom.local.SoftShape.Corner;
import io.github.maskloom.local.cutout.Silhouette.Foot;
import io.github.maskloom.local.cutout.Silhouette.Span;
import io.github.maskloom.local.light.PlaceLight.Fall;
import java.util.ArrayList;
import java.util.List;

/**
 * The shadow of furniture that stands. It is wide and soft on the floor that the feet stand around,
 * and leans away from the light. Around each foot it is small and darker. Light from behind throws
 * a long one forward besides.
 */
record StandingShadow(Placement place, Fall fall, double flatness, List<FloorShadow> shapes) {
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

  private static final double LEAST_REACH = 0.01;
  private static final double MORE_REACH = 0.06;
  private static final double LEAST_DARKNESS = 0.3;
  private static final double MORE_DARKNESS = 0.26;

  /** Depth over width of furniture that shows no rear feet. */
  private static final double USUAL_DEPTH = 0.5;

  /** The parts of the shadow of furniture that stands somewhere. */
  static List<FloorShadow> of(Placement place, Floor floor, Fall fall) {
    StandingShadow shadow =
        new StandingShadow(place, fall, floor.flatness(place.baseline()), new ArrayList<>());
    place.silhouette().feet().forEach(shadow::addFoot);
    shadow.addBody();
    return shadow.shapes;
  }

  private void addFoot(Foot foot) {
    double left = place.sceneX(foot.columns().from());
    double right = place.sceneX(foot.columns().to());
    double wide = Math.min(1, (right - left) / (WIDE * place.width()));
    double reach = Math.max(flatness, (LEAST_REACH + MORE_REACH * wide) * place.width());
    double y = place.sceneY(foot.bottom());
    List<Corner> around = new ArrayList<>();
    Corner.addPair(left - reach, right + reach, y - reach / flatness, around);
    Corner.addPair(left - reach, right + reach, y + reach / flatness, around);
    shapes.add(SoftShape.around(around, flatness, reach, LEAST_DARKNESS + MORE_DARKNESS * wide));
  }

  private void addBody() {
    List<Corner> stood = corners();
    double gap = Math.max(0, place.baseline() - place.sceneY(place.silhouette().bodyBottom()));
    double darkness = BODY_DARKNESS / (1 + FADING * gap / place.width());
    shapes.add(shape(stood, gap, SOFTNESS, darkness));
    if (fall.isBacklight()) {
      double fading = 1 / (fall.down() * place.height());
      SoftShape thrown = shape(stood, place.height(), THROWN_SOFTNESS, THROWN_DARKNESS);
      shapes.add(thrown.fading(place.baseline(), fading));
    }
  }

  /** Around the floor below the furniture: from its feet back to the rear ones. */
  private List<Corner> corners() {
    List<Foot> feet = place.silhouette().feet();
    double rear = place.baseline() - USUAL_DEPTH * place.width() / flatness;
    for (Foot foot : feet) {
      rear = Math.min(rear, place.sceneY(foot.bottom()));
    }
    List<Corner> corners = new ArrayList<>();
    for (Foot foot : feet) {
      addColumns(foot.columns(), place.sceneY(foot.bottom()), corners);
      addColumns(foot.columns(), rear, corners);
    }
    addColumns(place.silhouette().body(), (place.baseline() + rear) / 2, corners);
    return corners;
  }

  private void addColumns(Span columns, double y, List<Corner> corners) {
    Corner.addPair(place.sceneX(columns.from()), place.sceneX(columns.to()), y, corners);
  }

  /** What something takes that reaches from the floor up to a height. */
  private SoftShape shape(List<Corner> stood, double height, double softness, double darkness) {
    List<Corner> all = new ArrayList<>(stood);
    for (Corner corner : stood) {
      all.add(new Corner(corner.x() + height * fall.right(), corner.y() + height * fall.down()));
    }
    double soft = Math.max(1, SHARPEST * place.width() + softness * height);
    return SoftShape.around(all, flatness, soft, darkness);
  }
}
