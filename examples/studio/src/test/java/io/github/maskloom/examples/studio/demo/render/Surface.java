package io.github.maskloom.examples.studio.demo.render;

/** What a material is like at one point. A {@link Material} sets what differs from plain matt. */
public final class Surface {
  /** What it throws back in all directions. */
  public Vec albedo = Vec.grey(0.5);

  /** What it mirrors, seen from straight ahead: about 0.04, or the colour of a metal. */
  public Vec mirrored = Vec.grey(0.04);

  /** From 0 as a mirror to 1 as cloth; the gloss is left out from 1 on. */
  public double roughness = 1;

  /** The share of what it throws back that leaves on the other side, as through paper. */
  public double translucency;

  /** How much the fibres that stand off brighten it towards its outline. */
  public double fuzz;

  /** What it shines by itself. */
  public Vec glow = Vec.ZERO;

  /** Where it faces, with small bumps. */
  public Vec normal = Vec.ZERO;

  void reset(Vec faces) {
    albedo = Vec.grey(0.5);
    mirrored = Vec.grey(0.04);
    roughness = 1;
    translucency = 0;
    fuzz = 0;
    glow = Vec.ZERO;
    normal = faces;
  }
}
