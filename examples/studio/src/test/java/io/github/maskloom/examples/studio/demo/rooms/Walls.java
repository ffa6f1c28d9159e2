package io.github.maskloom.examples.studio.demo.rooms;

import io.github.maskloom.examples.studio.demo.matter.Plain;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Vec;
import io.github.maskloom.examples.studio.demo.things.Shapes;

/**
 * The shell of a room: floor, ceiling, four walls, skirting.
 *
 * @param width from wall to wall, half of it on either side of x = 0
 * @param depth from the back wall to the one behind the camera
 * @param trim the paint of skirting and windows
 */
record Walls(
    double width, double depth, double height, Material wall, Material floor, Material trim) {
  private static final double THICK = 0.26;
  private static final Material CEILING = Plain.plaster(Vec.grey(0.82));

  /**
   * An opening in a wall, measured along it and upwards.
   *
   * @param from its left edge
   * @param bottom its lower edge
   */
  record Opening(double from, double bottom, double to, double top) {
    double width() {
      return to - from;
    }

    double height() {
      return top - bottom;
    }
  }

  /** Floor and ceiling. */
  Mesh levels() {
    Mesh mesh = new Mesh();
    Vec left = Vec.of(-width / 2 - THICK, 0, -THICK);
    Vec across = Vec.of(width + 2 * THICK, 0, 0);
    Vec along = Vec.of(0, 0, depth + 2 * THICK);
    mesh.add(Shapes.sheet(floor, left, along, across));
    mesh.add(Shapes.sheet(CEILING, left.plus(Vec.of(0, height, 0)), across, along));
    return mesh;
  }

  Mesh back(Opening... openings) {
    return new Mesh().add(wall(width, openings), p -> p.plus(Vec.of(-width / 2, 0, 0)));
  }

  /** The left wall; its openings are measured from its end at the camera. */
  Mesh left(Opening... openings) {
    return new Mesh()
        .add(wall(depth, openings), p -> p.turned(90).plus(Vec.of(-width / 2, 0, depth)));
  }

  /** The right wall; its openings are measured from its end at the back. */
  Mesh right(Opening... openings) {
    return new Mesh().add(wall(depth, openings), p -> p.turned(-90).plus(Vec.of(width / 2, 0, 0)));
  }

  Mesh front() {
    return new Mesh().add(wall(width), p -> p.turned(180).plus(Vec.of(width / 2, 0, depth)));
  }

  /**
   * A wall with skirting, its inner face at z = 0; it reaches into the corners, as light leaks
   * else.
   */
  private Mesh wall(double length, Opening... openings) {
    Mesh mesh = new Mesh();
    double at = -THICK;
    for (Opening opening : openings) {
      addPiece(mesh, at, opening.from, 0, height);
      addPiece(mesh, opening.from, opening.to, opening.top, height);
      addPiece(mesh, opening.from, opening.to, 0, opening.bottom);
      addSkirting(mesh, at, opening.bottom > 0.2 ? opening.to : opening.from);
      at = opening.to;
    }
    addPiece(mesh, at, length + THICK, 0, height);
    addSkirting(mesh, at, length);
    return mesh;
  }

  private void addPiece(Mesh mesh, double from, double to, double bottom, double top) {
    if (to - from > 0.01 && top - bottom > 0.01) {
      Vec low = Vec.of(from, bottom == 0 ? -0.05 : bottom, -THICK);
      mesh.add(Shapes.block(wall, low, Vec.of(to, top == height ? top + 0.05 : top, 0), 0.0004));
    }
  }

  private void addSkirting(Mesh mesh, double from, double to) {
    if (to - from > 0.01) {
      mesh.add(Shapes.block(trim, Vec.of(from, -0.01, -0.01), Vec.of(to, 0.095, 0.016), 0.005));
      mesh.add(Shapes.block(trim, Vec.of(from, 0.085, -0.01), Vec.of(to, 0.112, 0.010), 0.004));
    }
  }

  /**
   * A window of wood for an opening, with a sill; its inner face is at z = 0 of the wall.
   *
   * @param columns how many panes stand side by side
   * @param rows how many above each other
   */
  Mesh window(Opening opening, int columns, int rows) {
    Mesh mesh = new Mesh();
    double w = opening.width();
    double h = opening.height();
    frame(mesh, 0, 0, w, h, 0.05, -0.20, -0.12);
    for (int column = 0; column < columns; column++) {
      double from = 0.05 + (w - 0.10) * column / columns;
      double to = 0.05 + (w - 0.10) * (column + 1) / columns;
      frame(mesh, from, 0.05, to, h - 0.05, 0.055, -0.185, -0.13);
      for (int row = 1; row < rows; row++) {
        double y = 0.05 + (h - 0.10) * row / rows;
        bar(mesh, from, y - 0.013, to, y + 0.013, -0.17, -0.145);
      }
    }
    if (opening.bottom > 0.2) {
      bar(mesh, -0.05, -0.035, w + 0.05, 0.0, -0.13, 0.035);
    }
    return new Mesh().add(mesh, p -> p.plus(Vec.of(opening.from, opening.bottom, 0)));
  }

  private void frame(
      Mesh mesh, double x0, double y0, double x1, double y1, double thick, double z0, double z1) {
    bar(mesh, x0, y0, x0 + thick, y1, z0, z1);
    bar(mesh, x1 - thick, y0, x1, y1, z0, z1);
    bar(mesh, x0, y0, x1, y0 + thick, z0, z1);
    bar(mesh, x0, y1 - thick, x1, y1, z0, z1);
  }

  private void bar(Mesh mesh, double x0, double y0, double x1, double y1, double z0, double z1) {
    mesh.add(Shapes.block(trim, Vec.of(x0, y0, z0), Vec.of(x1, y1, z1), 0.006));
  }

  /** Moves what was made for the back wall to the left one. */
  Vec toLeft(Vec p) {
    return p.turned(90).plus(Vec.of(-width / 2, 0, depth));
  }

  Vec toBack(Vec p) {
    return p.plus(Vec.of(-width / 2, 0, 0));
  }
}
