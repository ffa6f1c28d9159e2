package io.github.maskloom.examples.studio.demo.matter;

import io.github.maskloom.examples.studio.demo.render.Hit;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Surface;
import io.github.maskloom.examples.studio.demo.render.Vec;

/** Floors of wood. */
public final class Floor {
  private static final double GAP = 0.0011;

  private Floor() {}

  /** A place on one board: how far along and across it is, in metres, and which board. */
  private record Board(double along, double across, double length, double width, int a, int b) {
    private double toEdge() {
      double ends = Math.min(along, length - along);
      return Math.min(ends, Math.min(across, width - across));
    }
  }

  /** Long boards that run along z. */
  public static Material planks(Wood wood, double width, double length, double gloss) {
    return (hit, surface) -> {
      Vec p = hit.place();
      int row = (int) Math.floor(p.x() / width);
      double along = p.z() + length * Noise.hash(row, 1, 1);
      int number = (int) Math.floor(along / length);
      double across = p.x() - row * width;
      Board board = new Board(along - number * length, across, length, width, row, number);
      cover(board, wood, gloss, hit, surface);
    };
  }

  /** Short blocks that meet at right angles, at 45 degrees to the walls. */
  public static Material herringbone(Wood wood, double width, int blocks, double gloss) {
    return (hit, surface) -> {
      double x = (hit.place().x() + hit.place().z()) * Math.sqrt(0.5) / width;
      double y = (hit.place().x() - hit.place().z()) * Math.sqrt(0.5) / width;
      int i = (int) Math.floor(x);
      int j = (int) Math.floor(y);
      int k = Math.floorMod(i - j, 2 * blocks);
      double length = blocks * width;
      Board board;
      if (k < blocks) {
        board = new Board((x - i + k) * width, (y - j) * width, length, width, i - k, j);
      } else {
        int before = 2 * blocks - 1 - k;
        double along = (y - j + before) * width;
        board = new Board(along, (x - i) * width, length, width, i + 5000, j - before);
      }
      cover(board, wood, gloss, hit, surface);
    };
  }

  private static void cover(Board board, Wood wood, double gloss, Hit hit, Surface surface) {
    double one = Noise.hash(board.a, board.b, 3);
    double two = Noise.hash(board.a, board.b, 4);
    double along = board.along + 40 * one;
    Vec colour = wood.colour(along, board.across * 0.7 + 0.8 * two - 0.4, 0.5 * one - 0.2);
    double tone = 0.80 + 0.36 * Noise.hash(board.a, board.b, 5);
    double warmth = 0.06 * (Noise.hash(board.a, board.b, 6) - 0.5);
    Vec tint = Vec.of(1 + warmth, 1, 1 - warmth).times(tone);
    double inside = Noise.step(GAP * 0.4, GAP * 1.8, board.toEdge());
    surface.albedo = colour.times(tint).times(0.25 + 0.75 * inside);
    Vec p = hit.place();
    double worn = Noise.octaves(p.x() * 3, 0, p.z() * 3, 3);
    surface.roughness = gloss + 0.16 * (worn - 0.4) + 0.5 * (1 - inside);
    double lift = 0.012 * (one - 0.5);
    double cup = 0.03 * (board.across / board.width - 0.5);
    surface.normal = hit.normal().plus(Vec.of(cup + lift, 0, lift - cup * 0.3)).unit();
  }
}
