package io.github.maskloom.fusion.local;

/**
 * Draws furniture a little towards the tone of the room around it, so that it looks lit by the same
 * light. It stays the furniture that it is: light changes by at most a fifth, a hue's share by at
 * most 6 percent, contrast by at most a tenth.
 */
final class ToneMatch {
  private static final double USUAL_LIGHT = 150;
  private static final double USUAL_CONTRAST = 45;

  private final byte[][] curves = new byte[3][256];

  private ToneMatch(double[] gains, double middle, double contrast) {
    for (int band = 0; band < curves.length; band++) {
      for (int sample = 0; sample < 256; sample++) {
        double toned = (middle + (sample - middle) * contrast) * gains[band];
        curves[band][sample] = (byte) Math.round(Math.max(0, Math.min(255, toned)));
      }
    }
  }

  static ToneMatch of(Tone furniture, Tone scene) {
    double light = within(0.8, 1.1, Math.pow(scene.light() / USUAL_LIGHT, 0.35));
    double contrast = within(0.9, 1.05, Math.pow(scene.contrast() / USUAL_CONTRAST, 0.12));
    double[] gains = {
      light * hue(scene.red(), scene),
      light * hue(scene.green(), scene),
      light * hue(scene.blue(), scene)
    };
    return new ToneMatch(gains, furniture.light(), contrast);
  }

  private static double hue(double mean, Tone scene) {
    return within(0.94, 1.06, Math.pow((mean + 1) / (scene.light() + 1), 0.25));
  }

  private static double within(double least, double most, double value) {
    return Math.max(least, Math.min(most, value));
  }

  /** Tones the colours of RGBA pixels. */
  void apply(byte[] rgba, int pixels) {
    for (int at = 0; at < pixels * 4; at += 4) {
      rgba[at] = curves[0][rgba[at] & 0xFF];
      rgba[at + 1] = curves[1][rgba[at + 1] & 0xFF];
      rgba[at + 2] = curves[2][rgba[at + 2] & 0xFF];
    }
  }
}
