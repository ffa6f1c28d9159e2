package io.github.maskloom.local;

import io.github.maskloom.local.cutout.ShapeMask;
import io.github.maskloom.local.light.PlaceLight.Fall;

/**
 * The shadow that furniture throws where the light's way can be told: its shape, laid on the floor,
 * softer and fainter the farther it falls.
 */
final class FallenShadow implements FloorShadow {
  /** How wide a place that is as far as the furniture is high is blurred, in heights. */
  private static final double SOFTNESS = 0.16;

  private static final double FADING = 0.65;
  private static final int TAPS = 5;

  private final Placement place;
  private final ShapeMask mask;
  private final boolean mirrored;
  private final Fall fall;

  /**
   * A shadow of furniture that stands somewhere.
   *
   * @param mirrored whether the furniture is, in contrast to its mask
   */
  FallenShadow(Placement place, ShapeMask mask, boolean mirrored, Fall fall) {
    this.place = place;
    this.mask = mask;
    this.mirrored = mirrored;
    this.fall = fall;
  }

  @Override
  public double top() {
    return place.baseline() - 1;
  }

  @Override
  public double bottom() {
    return fall.darkness() == 0 ? top() : place.baseline() + fall.down() * place.height();
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
    double dark = fall.darkness() * (1 - FADING * share) * Math.min(1, 5 * (1 - share));
    for (int x = from; x < to; x++) {
      light[x] *= (float) (1 - dark * opacity((x + 0.5 - left) / place.width(), share, blur));
    }
  }

  /** The mean of the mask around a place, as a blur takes it. */
  private double opacity(double across, double share, double blur) {
    double sum = 0;
    for (int tap = 0; tap < TAPS; tap++) {
      double off = (tap - (TAPS - 1) / 2.0) / (TAPS - 1) * 2;
      double at = across + off * blur / place.width();
      double down = 1 - share - 0.01 + off * SOFTNESS * share * 0.4;
      sum += mask.at(mirrored ? 1 - at : at, Math.min(0.995, down));
    }
    return sum / TAPS;
  }
}
