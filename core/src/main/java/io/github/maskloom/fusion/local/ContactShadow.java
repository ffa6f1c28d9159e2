package io.github.maskloom.fusion.local;

import io.github.maskloom.fusion.local.Silhouette.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The shadow of furniture on the floor, as a diffuse light leaves it: a wide and faint one under
 * the body, and a small and dark one under each foot.
 *
 * <p>Each is a superellipse that is darkest in its middle and fades to nothing, without a kink, at
 * its rim. Where several lie over each other the light that they let through is multiplied.
 */
final class ContactShadow {
  private static final double BODY_DARKNESS = 0.5;

  /** How fast the body's shadow fades as the body is higher above the floor. */
  private static final double FADING = 1.5;

  private static final double FOOT_DARKNESS = 0.55;

  private final List<Spot> spots = new ArrayList<>();

  /** A shadow of furniture that stands somewhere. */
  ContactShadow(Placement place) {
    Silhouette shape = place.silhouette();
    double width = place.width();
    Span body = inScene(place, shape.body());
    double gap = Math.max(0, place.baseline() - place.sceneY(shape.bodyBottom()));
    double flattest = Math.min(0.05 * body.width(), 0.12 * place.height());
    double depth = Math.min(flattest + 0.4 * gap, 0.15 * body.width());
    double centre = place.baseline() - 0.3 * Math.min(gap, depth) - 0.15 * depth;
    double darkness = BODY_DARKNESS / (1 + FADING * gap / body.width());
    add(body.middle(), centre, 0.54 * body.width(), depth, darkness);
    for (Span foot : shape.feet()) {
      Span stood = inScene(place, foot);
      double reach = 0.55 * stood.width() + 0.012 * width;
      double flat = Math.min(0.45 * reach, 0.035 * Math.min(place.height(), body.width()));
      add(stood.middle(), place.baseline() - 0.3 * flat, reach, flat, FOOT_DARKNESS);
    }
  }

  private static Span inScene(Placement place, Span columns) {
    return new Span(place.sceneX(columns.from()), place.sceneX(columns.to()));
  }

  private void add(double x, double y, double radiusX, double radiusY, double darkness) {
    spots.add(new Spot(x, y, Math.max(1, radiusX), Math.max(1, radiusY), darkness));
  }

  /** The first row that may be darkened. */
  double top() {
    return spots.stream().mapToDouble(spot -> spot.y - spot.radiusY).min().orElseThrow();
  }

  /** Behind the last row that may be darkened. */
  double bottom() {
    return spots.stream().mapToDouble(spot -> spot.y + spot.radiusY).max().orElseThrow();
  }

  /**
   * Darkens a row.
   *
   * @param light how much of its light each pixel of the scene's row keeps, 0 to 1; multiplied
   */
  void cast(int row, float[] light) {
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
