package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.CoarseMap;
import io.github.maskloom.local.cutout.Shade;
import io.github.maskloom.local.cutout.Silhouette;
import io.github.maskloom.local.cutout.Silhouette.Foot;
import io.github.maskloom.local.cutout.Silhouette.Span;
import io.github.maskloom.local.cutout.Trapezoid;
import io.github.maskloom.local.light.PlaceLight.Fall;
import java.util.ArrayList;
import java.util.List;

/** A shadow on the floor, in pixels of the scene. */
interface FloorShadow {
  /** From the first row that may be darkened to behind the last one. */
  Span rows();

  /**
   * Darkens a row.
   *
   * @param light how much of its light each pixel of the scene's row keeps, 0 to 1; multiplied
   */
  void cast(int row, float[] light);

  /**
   * The shadow of furniture on the floor, as a diffuse light leaves it: a wide and faint one under
   * the body, and under each foot a small and dark one within a larger one. A foot takes more than
   * half of the light of the floor that it stands on, and of the floor just before it.
   *
   * <p>Each is a superellipse that is darkest in its middle and fades to nothing, without a kink,
   * at its rim. Where several lie over each other the light that they let through is multiplied.
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
      double center = place.baseline() - 0.3 * Math.min(gap, depth) - 0.15 * depth;
      double darkness = BODY_DARKNESS / (1 + FADING * gap / body.width());
      add(body.middle(), center, 0.54 * body.width(), depth, darkness);
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
    public Span rows() {
      return new Span(
          spots.stream().mapToDouble(spot -> spot.y - spot.radiusY).min().orElseThrow(),
          spots.stream().mapToDouble(spot -> spot.y + spot.radiusY).max().orElseThrow());
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

  /**
   * The shadow that furniture throws where the light's way is known: its shape, laid on the floor,
   * softer and fainter the farther it falls. No light passes below what has short feet: the body's
   * shadow begins where the furniture stands.
   *
   * @param mirrored whether the furniture is, in contrast to its mask
   */
  record FallenShadow(Placement place, CoarseMap mask, boolean mirrored, Fall fall)
      implements FloorShadow {
    /** How wide a place that is as far as the furniture is high is blurred, in heights. */
    private static final double SOFTNESS = 0.16;

    private static final double FADING = 0.65;

    /** The share of the height below which nothing is opaque. */
    private static final double LOWEST = 0.995;

    private static final double LONG_FEET = 0.25;

    /** A body's lower edge is seldom level: all of it is above so many times its lowest place. */
    private static final double BODY_EDGE = 2;

    private static final int TAPS = 5;

    @Override
    public Span rows() {
      return new Span(
          place.baseline() - 1 - shortFeet() * place.height(),
          place.baseline() + fall.down() * place.height());
    }

    @Override
    public void cast(int row, float[] light) {
      double up = Math.max(0, (row + 0.5 - place.baseline()) / fall.down());
      double share = up / place.height();
      if (share >= 1) {
        return;
      }
      double left = place.x() + up * fall.right();
      double blur = SOFTNESS * share * place.height() + 1;
      int from = (int) Math.max(0, Math.floor(left - blur));
      int to = (int) Math.min(light.length, Math.ceil(left + place.width() + blur));
      double top = rows().from();
      double begun = Math.min(1, (row + 0.5 - top) / (place.baseline() - top));
      double dark = fall.darkness() * begun * (1 - FADING * share) * Math.min(1, 5 * (1 - share));
      double lowest = LOWEST - BODY_EDGE * shortFeet();
      for (int x = from; x < to; x++) {
        double across = (x + 0.5 - left) / place.width();
        light[x] *= (float) (1 - dark * opacity(across, share, lowest, blur));
      }
    }

    /** The share of the height that the feet take; 0 if it is so large that light passes. */
    private double shortFeet() {
      double bottom = place.sceneY(place.silhouette().bodyBottom());
      double share = Math.max(0, place.baseline() - bottom) / place.height();
      return share < LONG_FEET ? share : 0;
    }

    /** The mean of the mask around a place, as a blur takes it. */
    private double opacity(double across, double share, double lowest, double blur) {
      double sum = 0;
      for (int tap = 0; tap < TAPS; tap++) {
        double off = (tap - (TAPS - 1) / 2.0) / (TAPS - 1) * 2;
        double at = across + off * blur / place.width();
        double down = 1 - share - 0.01 + off * SOFTNESS * share * 0.4;
        double mirroredAt = mirrored ? 1 - at : at;
        sum += mask.at(mirroredAt * mask.width(), Math.min(lowest, down) * mask.height());
      }
      return sum / TAPS;
    }
  }

  /**
   * The shadow that furniture has in its own image, on the floor of the scene.
   *
   * @param mirrored whether the furniture is, in contrast to its image
   */
  record KeptShadow(Placement place, Shade shade, boolean mirrored) implements FloorShadow {
    /** What is higher up in the image is no floor, but seen through the furniture. */
    private static final double FLOOR_SHARE = 0.76;

    private static final double FADE = 0.08;

    @Override
    public Span rows() {
      BoundingBox solid = place.silhouette().solid();
      return new Span(
          place.sceneY(solid.y() + FLOOR_SHARE * solid.height()),
          place.sceneY(shade.imageHeight()));
    }

    @Override
    public void cast(int row, float[] light) {
      double imageY = place.imageY(row + 0.5);
      double strength =
          Math.max(0, Math.min(1, (row + 0.5 - rows().from()) / (FADE * place.height())));
      int width = place.silhouette().imageWidth();
      int from = (int) Math.max(0, Math.floor(place.sceneX(0)));
      int to = (int) Math.min(light.length, Math.ceil(place.sceneX(width)));
      for (int x = from; x < to; x++) {
        double imageX = place.imageX(x + 0.5);
        light[x] *= (float) (1 - strength * shade.at(mirrored ? width - imageX : imageX, imageY));
      }
    }
  }

  /**
   * The narrow shadow along the sides of something flat, which is a finger thick, and a thin dark
   * line along its near side, where it touches the floor.
   *
   * @param reach how far from the sides the shadow goes
   * @param lineReach how far from the near side the line goes
   */
  record LyingShadow(Trapezoid shape, double reach, double lineReach) implements FloorShadow {
    private static final double WIDTH_SHARE = 0.016;
    private static final double DARKNESS = 0.6;
    private static final double LINE_SHARE = 0.006;
    private static final double LINE_DARKNESS = 0.7;

    LyingShadow(Trapezoid shape) {
      this(
          shape,
          Math.max(1.5, WIDTH_SHARE * shape.bottomWidth()),
          Math.max(1.5, LINE_SHARE * shape.bottomWidth()));
    }

    @Override
    public Span rows() {
      return new Span(shape.top() - reach, shape.bottom() + reach);
    }

    @Override
    public void cast(int row, float[] light) {
      double y = row + 0.5;
      double inside = Math.max(shape.top(), Math.min(shape.bottom(), y));
      double off = Math.abs(y - inside);
      double left = shape.left(inside);
      double right = shape.right(inside);
      double line = y > shape.bottom() ? Math.max(0, 1 - off / lineReach) : 0;
      int from = (int) Math.max(0, Math.floor(left - reach));
      int to = (int) Math.min(light.length, Math.ceil(right + reach));
      for (int x = from; x < to; x++) {
        double aside = Math.max(0, Math.max(left - x - 0.5, x + 0.5 - right));
        double t = Math.max(0, 1 - Math.hypot(aside, off) / reach);
        double touched = aside > 0 ? 0 : LINE_DARKNESS * line;
        light[x] *= (float) ((1 - DARKNESS * t * t) * (1 - touched));
      }
    }
  }
}
