package io.github.maskloom.local;

import io.github.maskloom.local.cutout.Silhouette;
import io.github.maskloom.local.cutout.Silhouette.Foot;
import io.github.maskloom.local.cutout.Silhouette.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The shadow of furniture on the floor, as a diffuse light leaves it: a wide and faint one under
 * the body, and under each foot a small and dark one within a larger one. A foot takes more than
 * half of the light of the floor that it stands on, and of the floor just before it.
 *
 * <p>Each is a superellipse that is darkest in its middle and fades to nothing, without a kink, at
 * its rim. Where several lie over each other the light that they let through is multiplied.
 */
final class ContactShadow implements FloorShadow {
  private static final double BODY_DARKNESS = 0.6;

  /** How fast the body's shadow fades as the body is higher above the floor. */
  private static final double FADING = 1.2;

  private static final double FOOT_DARKNESS = 0.74;
  private static final double AROUND_FOOT_DARKNESS = 0.5;

  private final List<Spot> spots = new ArrayList<>();

  /** A shadow of furniture that stands somewhere. */
  ContactShadow(Placement place) {
    Silhouette shape = place.silhouette();
    addBody(place, shape);
    for (Foot foot : shape.feet()) {
      addFoot(place, foot);
    }
  }

  private void addBody(Placement place, Silhouette shape) {
    Span body = inScene(place, shape.body());
    double gap = Math.max(0, place.baseline() - place.sceneY(shape.bodyBottom()));
    double flattest = Math.min(0.06 * body.width(), 0.12 * place.height());
    double depth = Math.min(flattest + 0.4 * gap, 0.15 * body.width());
    double centre = place.baseline() - 0.3 * Math.min(gap, depth) - 0.15 * depth;
    double darkness = BODY_DARKNESS / (1 + FADING * gap / body.width());
    add(body.middle(), centre, 0.54 * body.width(), depth, darkness);
  }

  private void addFoot(Placement place, Foot foot) {
    Span stood = inScene(place, foot.columns());
    double base = place.sceneY(foot.bottom());
    double flattest = 0.042 * Math.min(place.height(), Math.max(stood.width(), place.width()));
    double reach = 0.6 * stood.width() + 0.009 * place.width();
    double flat = Math.min(0.5 * reach, flattest);
    add(stood.middle(), base + 0.05 * flat, reach, flat, FOOT_DARKNESS);
    double far = 0.6 * stood.width() + 0.04 * place.width();
    double deep = Math.min(0.4 * far, 1.6 * flattest);
    add(stood.middle(), base - 0.1 * deep, far, deep, AROUND_FOOT_DARKNESS);
  }

  private static Span inScene(Placement place, Span columns) {
    return new Span(place.sceneX(columns.from()), place.sceneX(columns.to()));
  }

  private void add(double x, double y, double radiusX, double radiusY, double darkness) {
    spots.add(new Spot(x, y, Math.max(1, radiusX), Math.max(1, radiusY), darkness));
  }

  @Override
  public double top() {
    return spots.stream().mapToDouble(spot -> spot.y - spot.radiusY).min().orElseThrow();
  }

  @Override
  public double bottom() {
    return spots.stream().mapToDouble(spot -> spot.y + spot.radiusY).max().orElseThrow();
  }

  @Override
  public void cast(int row, float[] light) {
    for (Spot spot : spots) {
      spot.cast(row + 0.5, light);
    }
  }

  private record Spot(double x, double y, double radiusX, double radiusY, double darkness) {
    private static final double SHARPNESS = 2.6;

    void cast(double row, float[] light) {
      double up = (row - y) / radiusY;
      double roomX = 1 - up * up;
      if (roomX <= 0) {
        return;
      }
      int from = Math.max(0, (int) Math.floor(x - radiusX));
      int to = Math.min(light.length, (int) Math.ceil(x + radiusX));
      for (int column = from; column < to; column++) {
        double aside = Math.pow(Math.abs(column + 0.5 - x) / radiusX, SHARPNESS);
        double t = Math.max(0, roomX - aside);
        light[column] *= (float) (1 - darkness * t * t * (3 - 2 * t));
      }
    }
  }
}
