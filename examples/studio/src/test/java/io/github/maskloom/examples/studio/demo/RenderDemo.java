package io.github.maskloom.examples.studio.demo;

import io.github.maskloom.examples.cli.drawing.RoomImage;
import io.github.maskloom.examples.studio.demo.render.Camera;
import io.github.maskloom.examples.studio.demo.render.Development;
import io.github.maskloom.examples.studio.demo.render.Mesh;
import io.github.maskloom.examples.studio.demo.render.Vec;
import io.github.maskloom.examples.studio.demo.rooms.BacklitRoom;
import io.github.maskloom.examples.studio.demo.rooms.DayRoom;
import io.github.maskloom.examples.studio.demo.rooms.EveningRoom;
import io.github.maskloom.examples.studio.demo.things.Armchair;
import io.github.maskloom.examples.studio.demo.things.CoffeeTable;
import io.github.maskloom.examples.studio.demo.things.Kilim;
import io.github.maskloom.examples.studio.demo.things.Sideboard;
import io.github.maskloom.examples.studio.demo.things.Sofa;
import io.github.maskloom.examples.studio.demo.things.TripodLamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Renders the images that the studio ships, and draws the room that is drawn. They are committed,
 * so that neither build nor server has to. The same JDK writes the same bytes each time.
 */
public final class RenderDemo {
  private static final String DRAWN = "static/demo/room.jpg";
  private static final int DRAWN_WIDTH = 1600;

  /** How furniture is developed that is cut out. */
  static final Development PLAIN = Development.PLAIN.exposed(0.95);

  static final List<Shot> SHOTS =
      List.of(
          new Shot(
              "furniture/sofa_modern_teal.png",
              1000,
              600,
              20,
              () -> Studio.cutOut(Sofa.mesh()),
              Camera.at(Vec.of(-0.5, 1.25, 4.6), Vec.of(0, 0.40, 0), 0.55),
              PLAIN),
          new Shot(
              "furniture/armchair_scandinavian_terracotta.png",
              680,
              720,
              24,
              () -> Studio.cutOut(new Mesh().add(Armchair.mesh(), p -> p.turned(24))),
              Camera.at(Vec.of(0, 1.15, 4.2), Vec.of(0, 0.45, 0), 0.30),
              PLAIN),
          new Shot(
              "furniture/lamp_industrial_tripod.png",
              480,
              940,
              28,
              () -> Studio.cutOut(TripodLamp.mesh(), TripodLamp.lights(1.6)),
              Camera.at(Vec.of(0, 1.05, 5.2), Vec.of(0, 0.74, 0), 0.165),
              PLAIN),
          new Shot(
              "furniture/table_modern_walnut.png",
              900,
              680,
              24,
              () -> Studio.cutOut(CoffeeTable.mesh()),
              Camera.at(Vec.of(0, 1.35, 4.0), Vec.of(0, 0.42, 0), 0.41),
              PLAIN),
          new Shot(
              "furniture/rug_bohemian_kilim.png",
              1000,
              420,
              24,
              () -> Studio.cutOut(Kilim.mesh()),
              Camera.at(Vec.of(0, 2.6, 4.2), Vec.of(0, 0, 0.05), 0.66),
              PLAIN),
          new Shot(
              "furniture/sideboard_midcentury_oak.png",
              900,
              560,
              24,
              () -> Studio.swept(new Mesh().add(Sideboard.mesh(), p -> p.turned(14))),
              Camera.at(Vec.of(0, 1.05, 4.6), Vec.of(0, 0.36, 0), 0.46),
              PLAIN.exposed(1.25)),
          new Shot(
              "static/demo/room-day.jpg",
              1800,
              1350,
              14,
              DayRoom::scene,
              DayRoom.camera(),
              DayRoom.development()),
          new Shot(
              "static/demo/room-backlit.jpg",
              1440,
              1080,
              10,
              BacklitRoom::scene,
              BacklitRoom.camera(),
              BacklitRoom.development()),
          new Shot(
              "static/demo/room-evening.jpg",
              1440,
              1080,
              10,
              EveningRoom::scene,
              EveningRoom.camera(),
              EveningRoom.development()));

  private RenderDemo() {}

  /**
   * Renders what is named, or everything.
   *
   * @param arguments the folder of resources, the size in percent, and parts of file names
   */
  public static void main(String[] arguments) throws IOException {
    Path resources = Path.of(arguments.length > 0 ? arguments[0] : "src/main/resources");
    double share = arguments.length > 1 ? Integer.parseInt(arguments[1]) / 100.0 : 1;
    for (Shot shot : SHOTS) {
      if (isWanted(shot.file(), arguments)) {
        shot.write(shot.scaled(share).render(), resources);
      }
    }
    if (isWanted(DRAWN, arguments)) {
      int width = (int) Math.round(DRAWN_WIDTH * share);
      ImageIO.write(RoomImage.draw(width), "jpeg", resources.resolve(DRAWN).toFile());
    }
  }

  private static boolean isWanted(String file, String[] arguments) {
    boolean wanted = arguments.length <= 2;
    for (int i = 2; i < arguments.length; i++) {
      wanted |= file.contains(arguments[i]);
    }
    return wanted;
  }
}
