package io.github.maskloom.examples.studio.demo.render;

/** What surfaces mirror: the microfacets of Trowbridge and Reitz, after Schlick and Smith. */
final class Gloss {
  private Gloss() {}

  private static double alpha(Surface surface) {
    return Math.max(0.02, surface.roughness * surface.roughness);
  }

  private static Vec fresnel(Surface surface, double cosine) {
    double m = Math.pow(1 - Math.max(0, cosine), 5) * Math.max(0, 1 - surface.roughness * 0.7);
    return surface.mirrored.mix(Vec.ONE, m);
  }

  /** How often a path is mirrored rather than scattered. */
  static double chance(Surface surface, Hit hit) {
    double seen = Math.abs(surface.normal.dot(hit.direction()));
    double gloss = fresnel(surface, seen).max();
    double matt = surface.albedo.max();
    return Math.max(0.1, Math.min(matt <= 0 ? 1 : 0.9, gloss / (gloss + matt)));
  }

  /** The share of light from a direction that goes to the eye, per solid angle. */
  static Vec of(Surface surface, Hit hit, Vec towards) {
    Vec eye = hit.direction().times(-1);
    Vec half = eye.plus(towards).unit();
    double normalHalf = Math.max(0, surface.normal.dot(half));
    double in = Math.max(1e-3, surface.normal.dot(towards));
    double out = Math.max(1e-3, surface.normal.dot(eye));
    double a2 = alpha(surface) * alpha(surface);
    double bottom = normalHalf * normalHalf * (a2 - 1) + 1;
    double spread = a2 / (Math.PI * bottom * bottom);
    double seen = 1 / (masked(in, a2) * masked(out, a2));
    return fresnel(surface, eye.dot(half)).times(spread * seen);
  }

  private static double masked(double cosine, double a2) {
    return cosine + Math.sqrt(a2 + (1 - a2) * cosine * cosine);
  }

  /** A mirrored direction. */
  static Vec direction(Surface surface, Hit hit, double u, double v) {
    double a2 = alpha(surface) * alpha(surface);
    double cosine = Math.sqrt((1 - u) / (1 + (a2 - 1) * u));
    double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
    double angle = 2 * Math.PI * v;
    Vec side = Tracer.side(surface.normal);
    Vec half =
        side.times(sine * Math.cos(angle))
            .plus(surface.normal.cross(side), sine * Math.sin(angle))
            .plus(surface.normal, cosine);
    return hit.direction().minus(half.times(2 * hit.direction().dot(half))).unit();
  }

  /** What a path that was mirrored in that direction carries on. */
  static Vec weight(Surface surface, Hit hit, Vec towards) {
    double in = surface.normal.dot(towards);
    if (in <= 0) {
      return Vec.ZERO;
    }
    Vec eye = hit.direction().times(-1);
    Vec half = eye.plus(towards).unit();
    double a2 = alpha(surface) * alpha(surface);
    double out = Math.max(1e-3, surface.normal.dot(eye));
    double seen = 4 * in * out / (masked(in, a2) * masked(out, a2));
    double normalHalf = Math.max(1e-3, surface.normal.dot(half));
    double eyeHalf = Math.max(1e-3, eye.dot(half));
    double share = seen * eyeHalf / (out * normalHalf);
    return fresnel(surface, eyeHalf).times(Math.min(4, share) / chance(surface, hit));
  }
}
