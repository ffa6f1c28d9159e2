package io.github.maskloom.examples.studio.demo.rooms;

import io.github.maskloom.examples.studio.demo.matter.Cloth;
import io.github.maskloom.examples.studio.demo.matter.Floor;
import io.github.maskloom.examples.studio.demo.matter.Plain;
import io.github.maskloom.examples.studio.demo.matter.Wood;
import io.github.maskloom.examples.studio.demo.render.Camera;
import io.github.maskloom.examples.studio.demo.render.Development;
import io.github.maskloom.examples.studio.demo.render.Hit;
import io.github.maskloom.examples.studio.demo.render.Light;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Scene;
import io.github.maskloom.examples.studio.demo.render.Surface;
import io.github.maskloom.examples.studio.demo.render.Vec;
import io.github.maskloom.examples.studio.demo.things.Plant;
import io.github.maskloom.examples.studio.demo.things.Shapes;

/** A light room in the morning: the sun comes in from the left, over boards of oak. */
public final class DayRoom {
  private static final Walls WALLS =
      new Walls(
          5.0,
          6.4,
          2.65,
          Plain.plaster(Vec.srgb(0xE9E4DA)),
          Floor.planks(
              new Wood(Vec.srgb(0xD0B48C), Vec.srgb(0xAB8660), 0, 85, 0.4), 0.17, 2.1, 0.36),
          Plain.paint(Vec.of(0.84, 0.82, 0.77), 0.45));

  /** Near the back wall, seen by the camera. */
  private static final Walls.Opening SEEN = new Walls.Opening(4.35, 0.62, 5.85, 2.32);

  /** Beside the camera. */
  private static final Walls.Opening BESIDE = new Walls.Opening(1.2, 0.62, 3.0, 2.32);

  private static final Material BRASS = Plain.metal(Vec.of(0.78, 0.60, 0.34), 0.32);
  private static final Material OAK = Wood.oak(1);

  private DayRoom() {}

  public static Camera camera() {
    return Camera.level(Vec.of(0.95, 1.38, 5.75), Vec.of(-0.1, 1.38, 0), 1.36, 0.085);
  }

  public static Development development() {
    return new Development(2.1, Vec.of(1.04, 1.0, 0.86), 10, 0.05, 5, 0.16);
  }

  public static Scene scene() {
    Scene scene =
        new Scene()
            .add(WALLS.levels())
            .add(WALLS.back())
            .add(WALLS.right())
            .add(WALLS.front())
            .add(WALLS.left(BESIDE, SEEN))
            .add(moved(WALLS.window(SEEN, 2, 2)))
            .add(moved(WALLS.window(BESIDE, 2, 2)))
            .add(moved(curtains()))
            .add(things())
            .outside(way -> Outside.day(way, 2.9));
    for (Walls.Opening opening : new Walls.Opening[] {SEEN, BESIDE}) {
      scene.add(daylight(opening));
    }
    return scene.add(Light.sun(Vec.of(-0.78, 0.60, -0.16), 0.012, Vec.of(9.5, 8.4, 6.7)));
  }

  private static Mesh moved(Mesh mesh) {
    return new Mesh().add(mesh, WALLS::toLeft);
  }

  private static Light daylight(Walls.Opening opening) {
    Vec corner = WALLS.toLeft(Vec.of(opening.from(), opening.bottom(), -0.21));
    Vec across = Vec.of(0, 0, -opening.width());
    Vec up = Vec.of(0, opening.height(), 0);
    return Light.opening(corner, across, up, way -> Outside.day(way, 2.9));
  }

  private static Mesh curtains() {
    Material linen = new Linen(Vec.srgb(0xA9B4A0));
    Mesh mesh = new Mesh();
    mesh.add(Curtain.rod(BRASS, Vec.of(3.85, 2.47, 0.10), Vec.of(6.3, 2.47, 0.10)));
    mesh.add(Curtain.hung(linen, Vec.of(3.95, 2.455, 0.10), 0.46, 2.43, 4, 0.055));
    mesh.add(Curtain.hung(linen, Vec.of(5.78, 2.455, 0.10), 0.44, 2.43, 4, 0.055));
    return mesh;
  }

  /** Cloth that glows a little with light behind it. */
  record Linen(Vec colour) implements Material {
    @Override
    public void at(Hit hit, Surface surface) {
      new Cloth(colour, 0.003, 0.25, 0.3).at(hit, surface);
      surface.translucency = 0.32;
    }
  }

  private static Mesh things() {
    Mesh mesh = new Mesh();
    Material hills = Picture.hills(Vec.srgb(0x35504F), Vec.srgb(0xB5BDAE));
    mesh.add(Picture.framed(OAK, Vec.of(0.35, 1.66, 0), 0.72, 0.92, hills));
    Material shapes = Picture.shapes(Vec.srgb(0xB8643C), Vec.srgb(0xD9B27C), Vec.srgb(0x46565A));
    mesh.add(Picture.framed(OAK, Vec.of(1.14, 1.66, 0), 0.50, 0.68, shapes));
    Material pot = Plain.paint(Vec.srgb(0xD8D2C6), 0.55);
    mesh.add(Plant.rubber(pot, 1.75, 2), p -> p.turned(30).plus(Vec.of(2.08, 0, 0.44)));
    Material plate = Plain.paint(Vec.grey(0.8), 0.35);
    Vec socket = Vec.of(-1.35, 0.30, 0);
    mesh.add(Shapes.box(plate, Vec.of(0.041, 0.041, 0.006), 0.004), p -> p.plus(socket));
    return mesh;
  }
}
