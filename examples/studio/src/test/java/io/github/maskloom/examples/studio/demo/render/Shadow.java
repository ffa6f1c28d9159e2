package io.github.maskloom.examples.studio.demo.render;

/** The soft shadow close to what stands on a ground that is left out. */
final class Shadow {
  private static final double DARKEST = 0.62;

  private Shadow() {}

  /** Its opacity for each pixel, smoothed, and clear of what is only noise. */
  static float[] of(Film film) {
    float[] dark = new float[film.free.length];
    for (int at = 0; at < dark.length; at++) {
      dark[at] = film.ground[at] > 0 ? 1 - film.free[at] : 0;
    }
    int radius = Math.max(1, film.width / 200);
    float[] smooth = blurred(blurred(blurred(dark, film, radius), film, radius), film, radius);
    for (int at = 0; at < dark.length; at++) {
      double share = Math.max(0, smooth[at] - 0.06) / 0.94;
      smooth[at] = (float) (DARKEST * Math.pow(share, 1.25));
    }
    return smooth;
  }

  /** The mean of the ground around each pixel, without what covers it. */
  private static float[] blurred(float[] dark, Film film, int radius) {
    float[] blurred = new float[dark.length];
    for (int at = 0; at < dark.length; at++) {
      double sum = 0;
      double weights = 0;
      for (int dy = -radius; dy <= radius; dy++) {
        for (int dx = -radius; dx <= radius; dx++) {
          int x = at % film.width + dx;
          int y = at / film.width + dy;
          if (x >= 0 && y >= 0 && x < film.width && y < film.height) {
            int there = y * film.width + x;
            sum += film.ground[there] * dark[there];
            weights += film.ground[there];
          }
        }
      }
      blurred[at] = weights <= 0 ? 0 : (float) (sum / weights);
    }
    return blurred;
  }
}
