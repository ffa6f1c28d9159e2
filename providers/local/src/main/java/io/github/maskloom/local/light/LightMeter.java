package io.github.maskloom.local.light;

import static com.google.common.primitives.Doubles.constrainToRange;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Thumbnail;
import io.github.maskloom.local.light.PlaceLight.Fall;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Measures the light at a place of a scene, in a thumbnail of it.
 *
 * <p><b>Brightness:</b> the median light of the ground below and beside the place, and the bright
 * tenth of all around it, each over what it is in usual daylight, drawn toward 1 by a power.
 * <b>Color:</b> the mean of what is nearly gray and bright, near the place more than far from it;
 * of everything if hardly anything is. Where both the ground and the brightest fifth around the
 * place are orange, a lamp or a low sun is taken for the cause. Only amber and blue follow the hue
 * in full, green little. <b>Backlight:</b> furniture before a source shows its shaded side, on
 * which the source does not shine, so that its brightness follows the ground alone. The bounds are
 * the constants here.
 */
final class LightMeter {
  static final double MIN_GAIN = 0.10;
  static final double MAX_GAIN = 1.05;
  static final double MIN_CAST = 0.45;
  static final double MAX_CAST = 1.25;
  static final double MIN_CONTRAST = 0.95;
  static final double MAX_CONTRAST = 1.08;
  static final double MAX_BLACK = 0.035;
  static final double MIN_SATURATION = 0.9;
  static final double MAX_SIDE = 0.12;

  /** Light of the ground, and of bright things, in usual daylight; of 1. */
  private static final double USUAL_GROUND = 0.15;

  private static final double USUAL_BRIGHT = 0.38;
  private static final double GROUND_POWER = 0.5;

  /** What of the ground's light reaches the side that is seen, where light comes from behind. */
  private static final double BACKLIT_SHARE = 0.8;

  private static final double MIN_USUAL_GAIN = 0.16;
  private static final double BRIGHT_POWER = 0.3;
  private static final double USUAL_SPREAD = 0.55;
  private static final double USUAL_SATURATION = 0.3;

  private static final double GRAYEST = 0.35;

  /** The share of nearly gray things by which the light's hue is surely found. */
  private static final double ENOUGH_GRAY = 0.25;

  /** How far the hue of all things is trusted in their place. */
  private static final double UNTOLD = 0.35;

  /** How cold light may be, as a logarithm, over a ground that is not. */
  private static final double COLD = 0.04;

  /** What of the ground's and the bright things' common orange is the light's. */
  private static final double LAMP_SHARE = 0.8;

  /** How much more red than green a lamp shows, as a logarithm, if it surely is one. */
  private static final double ORANGE = 0.2;

  private static final double BRIGHTEST = 0.8;

  private static final double AMBER_POWER = 0.9;
  private static final double GREEN_POWER = 0.2;

  private static final double GAMMA = 2.2;
  private static final double[] LINEAR =
      IntStream.range(0, 256).mapToDouble(i -> Math.pow(i / 255.0, GAMMA)).toArray();

  private final Thumbnail scene;

  /** The place in the thumbnail's pixels. */
  private final double left;

  private final double top;
  private final double width;
  private final double height;

  LightMeter(Thumbnail scene, BoundingBox place) {
    this.scene = scene;
    double scaleX = (double) scene.width() / scene.imageWidth();
    double scaleY = (double) scene.height() / scene.imageHeight();
    left = place.x() * scaleX;
    top = place.y() * scaleY;
    width = Math.max(1, place.width() * scaleX);
    height = Math.max(1, place.height() * scaleY);
  }

  PlaceLight light() {
    double[] cast = cast();
    double ground = share(ground(LightMeter::lightOf), 0.5);
    double sideLight = sideLight();
    Fall fall = new FallFinder(scene, left, top, width, height).fall(ground, sideLight);
    double gain = gain(ground, fall.isBacklight());
    double[] lumas = around(pixel -> Thumbnail.luma(pixel) / 255.0);
    double spread = share(lumas, 0.95) - share(lumas, 0.05);
    double[] colors = around(LightMeter::saturation);
    return new PlaceLight(
        gain * cast[0],
        gain * cast[1],
        gain * cast[2],
        constrainToRange(Math.pow(spread / USUAL_SPREAD, 0.2), MIN_CONTRAST, MAX_CONTRAST),
        constrainToRange(0.15 * share(lumas, 0.02), 0, MAX_BLACK),
        constrainToRange(Math.pow(share(colors, 0.5) / USUAL_SATURATION, 0.25), MIN_SATURATION, 1),
        constrainToRange(0.1 * sideLight, -MAX_SIDE, MAX_SIDE),
        fall);
  }

  private double gain(double ground, boolean backlit) {
    if (backlit) {
      return constrainToRange(BACKLIT_SHARE * ground / USUAL_GROUND, MIN_GAIN, MAX_GAIN);
    }
    double bright = share(around(LightMeter::lightOf), 0.9);
    double gain =
        Math.pow(ground / USUAL_GROUND, GROUND_POWER)
            * Math.pow(bright / USUAL_BRIGHT, BRIGHT_POWER);
    return constrainToRange(gain, MIN_USUAL_GAIN, MAX_GAIN);
  }

  private static double lightOf(int pixel) {
    return 0.2126 * LINEAR[pixel >> 16 & 0xFF]
        + 0.7152 * LINEAR[pixel >> 8 & 0xFF]
        + 0.0722 * LINEAR[pixel & 0xFF];
  }

  private static double saturation(int pixel) {
    int most = Math.max(pixel >> 16 & 0xFF, Math.max(pixel >> 8 & 0xFF, pixel & 0xFF));
    int least = Math.min(pixel >> 16 & 0xFF, Math.min(pixel >> 8 & 0xFF, pixel & 0xFF));
    return most == 0 ? 0 : (double) (most - least) / most;
  }

  /** The hue of the light: what red, green and blue are multiplied by. */
  private double[] cast() {
    double[] gray = new double[4];
    double[] all = new double[4];
    for (int at = 0; at < scene.argb().length; at++) {
      int pixel = scene.argb()[at];
      int luma = Thumbnail.luma(pixel);
      if (luma > 12 && luma < 248) {
        double weight = nearness(at) * luma * luma;
        add(all, pixel, weight);
        add(gray, pixel, saturation(pixel) <= GRAYEST ? weight : 0);
      }
    }
    double told = all[3] == 0 ? 0 : constrainToRange(gray[3] / all[3] / ENOUGH_GRAY, 0, 1);
    double[] ground = sum(ground(pixel -> pixel & 0xFFFFFF), 0);
    double amber = told * warmer(amber(gray), ground) + (1 - told) * UNTOLD * amber(all);
    double green = told * green(gray) + (1 - told) * UNTOLD * green(all);
    return cast(Math.exp(AMBER_POWER * lamplit(amber, ground)), Math.exp(GREEN_POWER * green));
  }

  /** A blue sky makes nothing blue in the sun: the light is no colder than the ground shows it. */
  private static double warmer(double amber, double[] ground) {
    return Math.max(amber, Math.min(-COLD, amber(ground)));
  }

  /**
   * The same, or as amber as a lamp or a low sun. Earth is orange at noon, and stones are bright in
   * every light: only both together tell of a lamp.
   */
  private double lamplit(double amber, double[] ground) {
    // The brightest fifth around the place, but for what is overexposed.
    double leastLuma = share(around(Thumbnail::luma), BRIGHTEST);
    double[] bright = sum(around(pixel -> pixel & 0xFFFFFF), leastLuma);
    double told = constrainToRange(Math.min(orange(ground), orange(bright)) / ORANGE, 0, 1);
    double lamp = LAMP_SHARE * Math.min(amber(ground), amber(bright));
    return amber + told * Math.max(0, lamp - amber);
  }

  private static double[] sum(double[] pixels, double leastLuma) {
    double[] sums = new double[4];
    for (double pixel : pixels) {
      int luma = Thumbnail.luma((int) pixel);
      if (luma >= leastLuma && luma < 248) {
        add(sums, (int) pixel, 1);
      }
    }
    return sums;
  }

  /** How much more red than green there is, as a logarithm. */
  private static double orange(double[] sums) {
    return Math.log((sums[0] + 1e-9) / (sums[1] + 1e-9));
  }

  /** Half of how much more red than blue there is, as a logarithm. */
  private static double amber(double[] sums) {
    return Math.log((sums[0] + 1e-9) / (sums[2] + 1e-9)) / 2;
  }

  private static double green(double[] sums) {
    return Math.log((sums[1] + 1e-9) / (Math.sqrt(sums[0] * sums[2]) + 1e-9));
  }

  private static double[] cast(double amber, double green) {
    double light = 0.2126 * amber + 0.7152 * green + 0.0722 / amber;
    light = Math.max(light, Math.max(amber, 1 / amber) / MAX_CAST);
    return new double[] {
      constrainToRange(amber / light, MIN_CAST, MAX_CAST),
      constrainToRange(green / light, MIN_CAST, MAX_CAST),
      constrainToRange(1 / amber / light, MIN_CAST, MAX_CAST)
    };
  }

  private static void add(double[] sums, int pixel, double weight) {
    sums[0] += weight * LINEAR[pixel >> 16 & 0xFF];
    sums[1] += weight * LINEAR[pixel >> 8 & 0xFF];
    sums[2] += weight * LINEAR[pixel & 0xFF];
    sums[3] += weight;
  }

  /** What is as far away as the place is large counts a quarter. */
  private double nearness(int at) {
    double x = (at % scene.width() - left - width / 2) / Math.max(width, height);
    int row = at / scene.width();
    double y = (row - top - height / 2) / Math.max(width, height);
    double far = 1 + x * x + y * y;
    return 1 / (far * far);
  }

  /** How much more light lies on the ground to the right than to the left, as a logarithm. */
  private double sideLight() {
    double middle = left + width / 2;
    double low = top + 0.4 * height;
    double[] lefts = values(middle - width, low, middle - width / 4, bottom(), LightMeter::lightOf);
    double[] rights =
        values(middle + width / 4, low, middle + width, bottom(), LightMeter::lightOf);
    return lefts.length == 0 || rights.length == 0
        ? 0
        : Math.log((share(rights, 0.5) + 0.01) / (share(lefts, 0.5) + 0.01));
  }

  private double bottom() {
    return top + 1.3 * height;
  }

  /** Values of the ground that furniture will stand on. */
  private double[] ground(IntToDoubleFunction value) {
    return values(left - 0.3 * width, top + 0.6 * height, left + 1.3 * width, bottom(), value);
  }

  /** Values of everything around the place. */
  private double[] around(IntToDoubleFunction value) {
    return values(
        left - 0.5 * width, top - 0.4 * height, left + 1.5 * width, top + 1.4 * height, value);
  }

  private double[] values(
      double fromX, double fromY, double toX, double toY, IntToDoubleFunction value) {
    IntStream.Builder pixels = IntStream.builder();
    int endX = (int) Math.min(scene.width(), Math.ceil(toX));
    int endY = (int) Math.min(scene.height(), Math.ceil(toY));
    for (int y = (int) Math.max(0, fromY); y < endY; y++) {
      for (int x = (int) Math.max(0, fromX); x < endX; x++) {
        pixels.add(scene.argb()[y * scene.width() + x]);
      }
    }
    return pixels.build().mapToDouble(value).sorted().toArray();
  }

  private static double share(double[] sorted, double share) {
    return sorted.length == 0 ? 0.5 : sorted[(int) (share * (sorted.length - 1))];
  }

  /**
   * Finds where shadows fall. What can be found is a source in the image: a compact bright part
   * above the place, such as the sun, a lamp or a window, from which shadows come forward; else a
   * ground that is much brighter on one side.
   */
  private record FallFinder(Thumbnail scene, double left, double top, double width, double height) {
    private static final int BRIGHT = 236;
    private static final int DARK_MEAN = 150;
    private static final double MIN_SOURCE = 0.0006;
    private static final double MAX_SOURCE = 0.12;
    private static final double MAX_SPREAD = 0.16;

    private static final double BACKLIT_DOWN = 0.55;

    /** What would throw a longer shadow aside is no light from behind, but from the side. */
    private static final double MAX_RIGHT = 0.65;

    /** A ground that is brighter is lit from elsewhere too. */
    private static final double MAX_GROUND = 0.25;

    private static final double MIN_SIDE = 0.5;
    private static final double SIDE_DOWN = 0.16;

    /**
     * How shadows fall at the place.
     *
     * @param ground median of its light, of 1
     * @param sideLight how much brighter the ground is to the right, as a logarithm
     */
    Fall fall(double ground, double sideLight) {
      Fall source = ground < MAX_GROUND ? fromSource() : Fall.NONE;
      if (!source.equals(Fall.NONE) || Math.abs(sideLight) < MIN_SIDE) {
        return source;
      }
      return new Fall(constrainToRange(-0.4 * sideLight, -MAX_RIGHT, MAX_RIGHT), SIDE_DOWN);
    }

    private Fall fromSource() {
      int[] argb = scene.argb();
      int columns = scene.width();
      int rows = (int) Math.min(scene.height(), top + 0.25 * height);
      int[] bright =
          IntStream.range(0, rows * columns)
              .filter(at -> Thumbnail.luma(argb[at]) >= BRIGHT)
              .toArray();
      double share = (double) bright.length / argb.length;
      double luma = IntStream.of(argb).map(Thumbnail::luma).average().orElseThrow();
      if (share < MIN_SOURCE || share > MAX_SOURCE || luma > DARK_MEAN) {
        return Fall.NONE;
      }
      double x = IntStream.of(bright).map(at -> at % columns).average().orElseThrow();
      double y = IntStream.of(bright).map(at -> at / columns).average().orElseThrow();
      double squares =
          IntStream.of(bright)
              .map(at -> (at % columns) * (at % columns) + (at / columns) * (at / columns))
              .average()
              .orElseThrow();
      double spread = Math.sqrt(Math.max(0, squares - x * x - y * y));
      double diagonal = Math.hypot(columns, scene.height());
      return spread <= MAX_SPREAD * diagonal ? awayFrom(x, y) : Fall.NONE;
    }

    private Fall awayFrom(double x, double y) {
      double across = left + width / 2 - x;
      double down = Math.max(1, top + height - y);
      double right = BACKLIT_DOWN * across / down;
      boolean aside = Math.abs(right) > MAX_RIGHT;
      return new Fall(
          constrainToRange(right, -MAX_RIGHT, MAX_RIGHT), aside ? SIDE_DOWN : BACKLIT_DOWN);
    }
  }
}
