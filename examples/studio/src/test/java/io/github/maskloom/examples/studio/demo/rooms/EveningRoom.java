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
import io.github.maskloom.examples.studio.demo.things.Shapes;
import io.github.maskloom.examples.studio.demo.things.Sideboard;

/** A room after sunset: two lamps, a herringbone floor, green walls, blue behind the window. */
public final class EveningRoom {
  private static final Walls WALLS =
      new Walls(
          4.6,
          6.2,
          2.6,
          Plain.plaster(Vec.srgb(0x8C978A)),
          Floor.herringbone(
              new Wood(Vec.srgb(0xB98A5A), Vec.srgb(0x8A5C36), 0, 95, 0.4), 0.095, 6, 0.34),
          Plain.paint(Vec.of(0.84, 0.82, 0.77), 0.6));

  private static final Walls.Opening WINDOW = new Walls.Opening(0.62, 0.72, 1.82, 2.22);
  private static final Material STEEL = Plain.paint(Vec.srgb(0x2B2A29), 0.6);
  private static final Material BRASS = Plain.metal(Vec.of(0.74, 0.55, 0.30), 0.3);

  private EveningRoom() {}

  public static Camera camera() {
    return Camera.level(Vec.of(-0.75, 1.35, 5.6), Vec.of(0.12, 1.35, 0), 1.34, 0.085);
  }

  public static Development development() {
    return new Development(5.0, Vec.of(1.10, 1.0, 0.80), 10, 0.07, 7, 0.2);
  }

  public static Scene scene() {
    Scene scene =
        new Scene()
            .add(WALLS.levels())
            .add(WALLS.back(WINDOW))
            .add(WALLS.left())
            .add(WALLS.right())
            .add(WALLS.front())
            .add(new Mesh().add(WALLS.window(WINDOW, 2, 1), WALLS::toBack))
            .add(new Mesh().add(curtains(), WALLS::toBack))
            .add(things())
            .outside(way -> Outside.night(way, 0.30));
    Vec corner = WALLS.toBack(Vec.of(WINDOW.from(), WINDOW.bottom(), -0.21));
    Vec across = Vec.of(WINDOW.width(), 0, 0);
    Vec up = Vec.of(0, WINDOW.height(), 0);
    scene.add(Light.opening(corner, across, up, way -> Vec.of(0.05, 0.07, 0.14)));
    new Lamp(Vec.of(1.78, 0, 0.55), 1.22, 0.24, 0.20, 0.30).addTo(scene, STEEL, 1.0);
    new Lamp(Vec.of(-2.06, 0.70, 1.55), 0.28, 0.17, 0.12, 0.22).addTo(scene, STEEL, 0.7);
    return scene;
  }

  private static Mesh curtains() {
    Material cloth = new DayRoom.Linen(Vec.srgb(0xC9B79C));
    Mesh mesh = new Mesh();
    mesh.add(Curtain.rod(STEEL, Vec.of(0.14, 2.42, 0.10), Vec.of(2.30, 2.42, 0.10)));
    mesh.add(Curtain.hung(cloth, Vec.of(0.22, 2.405, 0.10), 0.48, 2.39, 4, 0.055));
    mesh.add(Curtain.hung(cloth, Vec.of(1.76, 2.405, 0.10), 0.48, 2.39, 4, 0.055));
    return mesh;
  }

  private static Mesh things() {
    Mesh mesh = new Mesh();
    Material shapes = Picture.shapes(Vec.srgb(0xC8A063), Vec.srgb(0x8E4A34), Vec.srgb(0x2F4346));
    mesh.add(Picture.framed(BRASS, Vec.of(0.78, 1.58, 0), 0.78, 0.98, shapes));
    mesh.add(Sideboard.mesh(), p -> p.turned(90).plus(Vec.of(-2.06, 0, 1.95)));
    addBooks(mesh);
    Material pot = Plain.paint(Vec.srgb(0x9C5B3F), 0.8);
    mesh.add(Plant.rubber(pot, 1.05, 5), p -> p.times(0.55).plus(Vec.of(-2.06, 0.70, 2.45)));
    return mesh;
  }

  private static void addBooks(Mesh mesh) {
    int[] colours = {0x7C3B2E, 0xD9CDB5, 0x3E5560};
    double y = 0.70;
    for (int i = 0; i < colours.length; i++) {
      double high = 0.024 + 0.006 * i;
      double turn = 84 + 9 * i;
      Vec at = Vec.of(-2.04, y + high / 2, 1.98);
      Material cover = Plain.paint(Vec.srgb(colours[i]), 0.55);
      Vec half = Vec.of(0.125 - 0.012 * i, high / 2, 0.09 - 0.006 * i);
      mesh.add(Shapes.box(cover, half, 0.003), p -> p.turned(turn).plus(at));
      y += high;
    }
  }
}
