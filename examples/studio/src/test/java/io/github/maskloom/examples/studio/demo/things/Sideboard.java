package io.github.maskloom.examples.studio.demo.things;

import io.github.maskloom.examples.studio.demo.matter.Wood;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Vec;

/** A sideboard with doors of slats: 1.60 m wide, 0.42 m deep, 0.70 m high. */
public final class Sideboard {
  private static final Material ACROSS = Wood.oak(0);
  private static final Material UPRIGHT = Wood.oak(1);
  private static final double HALF = 0.80;
  private static final double BOTTOM = 0.20;
  private static final double TOP = 0.70;
  private static final double BOARD = 0.022;

  private Sideboard() {}

  public static Mesh mesh() {
    Mesh mesh = new Mesh();
    addBoard(mesh, ACROSS, Vec.of(-HALF, TOP - BOARD, -0.21), Vec.of(HALF, TOP, 0.21));
    addBoard(mesh, ACROSS, Vec.of(-HALF, BOTTOM, -0.21), Vec.of(HALF, BOTTOM + BOARD, 0.21));
    addBoard(mesh, UPRIGHT, Vec.of(-HALF, BOTTOM, -0.21), Vec.of(-HALF + BOARD, TOP, 0.21));
    addBoard(mesh, UPRIGHT, Vec.of(HALF - BOARD, BOTTOM, -0.21), Vec.of(HALF, TOP, 0.21));
    addBoard(mesh, UPRIGHT, Vec.of(-0.009, BOTTOM, -0.2), Vec.of(0.009, TOP - 0.01, 0.203));
    addBoard(mesh, UPRIGHT, Vec.of(-HALF, BOTTOM, -0.2), Vec.of(HALF, TOP - 0.01, 0.178));
    double inside = HALF - BOARD - 0.004;
    int slats = 76;
    for (int i = 0; i < slats; i++) {
      double x = -inside + (i + 0.5) * 2 * inside / slats;
      if (Math.abs(x) > 0.016) {
        mesh.add(
            Shapes.box(UPRIGHT, Vec.of(0.0078, 0.222, 0.008), 0.0065, 7, p -> p),
            p -> p.plus(Vec.of(x, (TOP + BOTTOM) / 2, 0.186)));
      }
    }
    for (int sign = -1; sign <= 1; sign += 2) {
      for (int end = -1; end <= 1; end += 2) {
        Vec foot = Vec.of(sign * 0.70, 0, end * 0.16);
        Vec top = Vec.of(sign * 0.64, BOTTOM + 0.01, end * 0.13);
        mesh.add(Shapes.bar(UPRIGHT, foot, top, 0.012, 0.02).smooth());
      }
    }
    return mesh;
  }

  private static void addBoard(Mesh mesh, Material wood, Vec from, Vec to) {
    mesh.add(Shapes.block(wood, from, to, 0.004));
  }
}
