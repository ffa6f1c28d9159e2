package io.github.maskloom.examples.studio.demo.rooms;

import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Vec;

/** What windows look out on, out of focus. */
final class Outside {
  private Outside() {}

  /** A bright sky above trees. */
  static Vec day(Vec way, double brightness) {
    double turn = Math.atan2(way.x(), -way.z());
    double rise = way.y();
    double crown = 0.10 + 0.20 * (Noise.octaves(turn * 5, 3.7, 1, 3) - 0.5);
    Vec sky = Vec.of(0.86, 0.95, 1.06).mix(Vec.of(0.62, 0.80, 1.05), Noise.step(0, 0.7, rise));
    double leaves = Noise.octaves(turn * 26, rise * 26, 2, 3);
    Vec tree = Vec.of(0.16, 0.22, 0.08).mix(Vec.of(0.50, 0.60, 0.28), Noise.step(0.3, 0.7, leaves));
    double covered = 1 - Noise.step(crown - 0.10, crown + 0.06, rise + 0.10 * (leaves - 0.5));
    Vec lawn = Vec.of(0.36, 0.46, 0.20);
    Vec ground = tree.mix(lawn, Noise.step(-0.08, -0.22, rise));
    return sky.mix(ground, covered).times(brightness);
  }

  /** Deep blue after sunset, above roofs with some lit windows. */
  static Vec night(Vec way, double brightness) {
    double turn = Math.atan2(way.x(), -way.z());
    double rise = way.y();
    Vec sky = Vec.of(0.34, 0.42, 0.66).mix(Vec.of(0.07, 0.13, 0.36), Noise.step(-0.05, 0.5, rise));
    double roof = 0.02 + 0.10 * Noise.at(turn * 7, 1, 1);
    Vec town = Vec.of(0.02, 0.03, 0.06);
    double column = turn * 90;
    double row = rise * 90;
    double lamp = Noise.hash((int) Math.floor(column), (int) Math.floor(row), 9);
    double u = column - Math.floor(column) - 0.5;
    double v = row - Math.floor(row) - 0.5;
    double spot = lamp > 0.92 ? 1 - Noise.step(0.22, 0.34, Math.hypot(u, v)) : 0;
    Vec lit = town.mix(Vec.of(1.6, 1.0, 0.45), spot * 0.8);
    return lit.mix(sky, Noise.step(roof - 0.015, roof + 0.015, rise)).times(brightness);
  }
}
