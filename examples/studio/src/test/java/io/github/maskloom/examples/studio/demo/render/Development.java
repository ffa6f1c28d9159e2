package io.github.maskloom.examples.studio.demo.render;

import java.awt.image.BufferedImage;

/**
 * Makes an image of what a film caught.
 *
 * @param exposure by what the light is multiplied
 * @param white the colour of the light that comes out as white
 * @param smoothing how much noise is taken out of light that other things threw back
 * @param bloom the share of bright light that the lens scatters
 * @param grain how much the sensor's noise moves a value of 255
 * @param vignette how much darker corners are
 */
public record Development(
    double exposure, Vec white, double smoothing, double bloom, double grain, double vignette) {
  private static final double CONTRAST = 0.35;

  /** For furniture by itself. */
  public static final Development PLAIN = new Development(1, Vec.ONE, 3, 0, 0, 0);

  public Development exposed(double times) {
    return new Development(exposure * times, white, smoothing, bloom, grain, vignette);
  }

  /** Renders a scene and develops it. */
  public BufferedImage render(Scene scene, Camera camera, int width, int height, int paths) {
    Film film = Film.of(scene, camera, width, height, paths);
    float[][] matt = Denoiser.smooth(film, film.matt, film.mattVariance, 4, 3);
    float[][] bounced = Denoiser.smooth(film, film.bounced, film.bouncedVariance, 6, smoothing);
    float[][] gloss = Denoiser.smooth(film, film.gloss, film.glossVariance, 4, 3);
    float[][] light = new float[3][width * height];
    for (int band = 0; band < 3; band++) {
      for (int at = 0; at < width * height; at++) {
        float arriving = matt[band][at] + bounced[band][at];
        light[band][at] = arriving * film.albedo[band][at] + gloss[band][at] + film.glow[band][at];
      }
    }
    return scene.cutOut ? cutOut(film, light) : whole(film, light);
  }

  private BufferedImage whole(Film film, float[][] things) {
    double[] whites = {white.x(), white.y(), white.z()};
    float[][] light = new float[3][film.width * film.height];
    for (int band = 0; band < 3; band++) {
      for (int at = 0; at < light[band].length; at++) {
        double covered = film.covered[at];
        double sum = held(things[band][at]) * covered + held(film.behind[band][at]) * (1 - covered);
        light[band][at] = (float) (sum * exposure / whites[band]);
      }
    }
    if (bloom > 0) {
      Bloom.add(light, film.width, film.height, bloom);
    }
    BufferedImage image = new BufferedImage(film.width, film.height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < film.height; y++) {
      for (int x = 0; x < film.width; x++) {
        int at = y * film.width + x;
        double dim = 1 - vignette * fromMiddle(x, y, film);
        double luminous = (Noise.hash(x, y, 7) + Noise.hash(x, y, 8) - 1) * grain;
        int rgb = 0;
        for (int band = 0; band < 3; band++) {
          double own = (Noise.hash(x, y, 9 + band) + Noise.hash(x, y, 13 + band) - 1) * grain / 2;
          double value = curve(light[band][at] * dim) * 255;
          double shown = value + (luminous + own) * (1.3 - value / 255);
          rgb = rgb << 8 | code(shown);
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  /** Bright lights are held, as edges against them would be jagged otherwise. */
  private double held(double value) {
    return Math.min(value, 4 / exposure);
  }

  private static double fromMiddle(int x, int y, Film film) {
    double dx = (x + 0.5) / film.width - 0.5;
    double dy = ((y + 0.5) - film.height / 2.0) / film.width;
    double square = (dx * dx + dy * dy) / 0.39;
    return square * square * 0.5 + square * 0.5;
  }

  private BufferedImage cutOut(Film film, float[][] light) {
    BufferedImage image = new BufferedImage(film.width, film.height, BufferedImage.TYPE_INT_ARGB);
    float[] shadow = Shadow.of(film);
    for (int at = 0; at < film.width * film.height; at++) {
      double covered = film.covered[at];
      double alpha = covered + film.ground[at] * shadow[at];
      int rgb = 0;
      for (int band = 0; band < 3; band++) {
        double own = covered <= 0 ? 0 : curve(light[band][at] * exposure) * 255 * covered / alpha;
        rgb = rgb << 8 | code(own);
      }
      int opacity = code(alpha * 255);
      image.setRGB(at % film.width, at / film.width, opacity == 0 ? 0 : opacity << 24 | rgb);
    }
    return image;
  }

  private static int code(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }

  /** What a camera makes of light, from 0 to 1: bright parts run out softly, as on film. */
  private static double curve(double light) {
    double x = 1.18 * Math.max(0, light);
    double shown = Math.min(1, x * (1 + x / 12) / (1 + 0.92 * x));
    double code = shown <= 0.0031308 ? shown * 12.92 : 1.055 * Math.pow(shown, 1 / 2.4) - 0.055;
    return code + CONTRAST * (code * code * (3 - 2 * code) - code);
  }
}
