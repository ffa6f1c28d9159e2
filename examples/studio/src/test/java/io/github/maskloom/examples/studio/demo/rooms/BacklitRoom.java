package io.github.maskloom.examples.studio.demo.rooms;

import io.github.maskloom.examples.studio.demo.matter.Floor;
import io.github.maskloom.examples.studio.demo.matter.Plain;
import io.github.maskloom.examples.studio.demo.matter.Wood;
import io.github.maskloom.examples.studio.demo.render.Camera;
import io.github.maskloom.examples.studio.demo.render.Development;
import io.github.maskloom.examples.studio.demo.render.Light;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Scene;
import io.github.maskloom.examples.studio.demo.render.Vec;
import io.github.maskloom.examples.studio.demo.things.Plant;

/** A room that is lit from behind: glass doors, sheer curtains, a low sun over dark boards. */
public final class BacklitRoom {
  private static final Walls WALLS =
      new Walls(
          5.2,
          6.6,
          2.75,
          Plain.plaster(Vec.srgb(0xDDD3C6)),
          Floor.planks(
              new Wood(Vec.srgb(0x94704E), Vec.srgb(0x5E432D), 0, 80, 0.4), 0.19, 2.2, 0.27),
          Plain.paint(Vec.of(0.84, 0.82, 0.77), 0.6));

  private static final Walls.Opening DOORS = new Walls.Opening(1.15, 0.03, 3.55, 2.38);
  private static final Material STEEL = Plain.paint(Vec.srgb(0x2B2A29), 0.4);
  private static final Vec SUN = Vec.of(0.26, 0.40, -0.80);

  private BacklitRoom() {}

  public static Camera camera() {
    return Camera.level(Vec.of(0.5, 1.36, 5.9), Vec.of(0.05, 1.36, 0), 1.36, 0.075);
  }

  public static Development development() {
    return new Development(1.2, Vec.of(1.04, 1.0, 0.90), 10, 0.10, 6, 0.2);
  }

  public static Scene scene() {
    Vec corner = WALLS.toBack(Vec.of(DOORS.from(), DOORS.bottom(), -0.21));
    Vec across = Vec.of(DOORS.width(), 0, 0);
    Vec up = Vec.of(0, DOORS.height(), 0);
    return new Scene()
        .add(WALLS.levels())
        .add(WALLS.back(DOORS))
        .add(WALLS.left())
        .add(WALLS.right())
        .add(WALLS.front())
        .add(new Mesh().add(WALLS.window(DOORS, 3, 1), WALLS::toBack))
        .add(new Mesh().add(curtains(), WALLS::toBack))
        .add(things())
        .outside(way -> Outside.day(way, 3.4))
        .add(Light.opening(corner, across, up, way -> Outside.day(way, 3.4)))
        .add(Light.sun(SUN, 0.014, Vec.of(9, 7.9, 6.2)));
  }

  private static Mesh curtains() {
    Material veil = Plain.veil(Vec.srgb(0xF6F2EA), 0.5).thin(0.62);
    Mesh mesh = new Mesh();
    mesh.add(Curtain.rod(STEEL, Vec.of(0.55, 2.52, 0.10), Vec.of(4.15, 2.52, 0.10)));
    mesh.add(Curtain.hung(veil, Vec.of(0.66, 2.505, 0.10), 0.95, 2.48, 9, 0.045));
    mesh.add(Curtain.hung(veil, Vec.of(3.10, 2.505, 0.10), 0.95, 2.48, 9, 0.045));
    return mesh;
  }

  private static Mesh things() {
    Mesh mesh = new Mesh();
    Material pot = Plain.paint(Vec.srgb(0x8F8B84), 0.7);
    mesh.add(Plant.rubber(pot, 1.6, 7), p -> p.turned(70).plus(Vec.of(-2.12, 0, 0.55)));
    Material hills = Picture.hills(Vec.srgb(0x5A4A42), Vec.srgb(0xC9B9A5));
    Material oak = Wood.walnut(1);
    mesh.add(
        Picture.framed(oak, Vec.of(0, 1.6, 0), 0.7, 0.9, hills),
        p -> p.turned(-90).plus(Vec.of(2.6, 0, 1.3)));
    return mesh;
  }
}
