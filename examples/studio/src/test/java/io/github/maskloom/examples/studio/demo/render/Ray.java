package io.github.maskloom.examples.studio.demo.render;

/** A ray, and the nearest triangle that it has met so far. One thread uses it again and again. */
final class Ray {
  double ox;
  double oy;
  double oz;
  double dx;
  double dy;
  double dz;

  /** How far it goes, or went. */
  double reach;

  /** The triangle that it met, or -1. */
  int triangle;

  /** Where in the triangle: the shares of its second and third corner. */
  double u;

  double v;

  /** What share of light comes through what is thin, for rays towards a light. */
  double passed;

  final int[] stack = new int[64];

  void start(Vec origin, Vec direction, double length) {
    ox = origin.x();
    oy = origin.y();
    oz = origin.z();
    dx = direction.x();
    dy = direction.y();
    dz = direction.z();
    reach = length;
    triangle = -1;
    passed = 1;
  }
}
