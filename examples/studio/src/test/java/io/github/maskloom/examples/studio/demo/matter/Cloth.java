package io.github.maskloom.examples.studio.demo.matter;

import io.github.maskloom.examples.studio.demo.render.Hit;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Surface;
import io.github.maskloom.examples.studio.demo.render.Vec;

/**
 * Plain woven cloth.
 *
 * @param colour of the yarn
 * @param pitch from thread to thread, in metres
 * @param mottle how much the threads differ
 * @param fuzz how much fibre stands off
 */
public record Cloth(Vec colour, double pitch, double mottle, double fuzz) implements Material {
  @Override
  public void at(Hit hit, Surface surface) {
    Vec place = hit.place();
    Vec facing = hit.normal();
    boolean fromSide =
        Math.abs(facing.x()) > Math.abs(facing.y()) + 0.2
            && Math.abs(facing.x()) > Math.abs(facing.z()) + 0.2;
    boolean fromTop = !fromSide && Math.abs(facing.y()) > Math.abs(facing.z());
    double across = fromSide ? place.z() : place.x();
    double along = fromTop ? place.z() : place.y();
    double sway = 0.25 * pitch * (Noise.at(across * 90, along * 90, 3) - 0.5);
    surface.albedo = colour.times(thread((across + sway) / pitch, (along - sway) / pitch));
    double worn = Noise.octaves(place.x() * 9, place.y() * 9, place.z() * 9, 4) - 0.5;
    surface.albedo = surface.albedo.times(1 + 0.22 * worn);
    surface.fuzz = fuzz;
  }

  /** How bright a thread is: round, beside or above its neighbours, each with its own dye. */
  private double thread(double x, double y) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    double u = x - column - 0.5;
    double v = y - row - 0.5;
    boolean over = ((column + row) & 1) == 0;
    double round = over ? 1 - 3.2 * u * u - 1.4 * v * v : 1 - 3.2 * v * v - 1.4 * u * u;
    double dye = over ? Noise.hash(column, 11, row / 7) : Noise.hash(23, row, column / 7);
    double fibre = Noise.hash(column, row, 5);
    return (0.62 + 0.45 * round) * (1 + mottle * (dye + 0.6 * fibre - 0.8));
  }
}
