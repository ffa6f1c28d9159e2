package io.github.maskloom.examples.studio.gallery;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * The pictures of {@code docs/gallery.md}. Most show one room of 1200 x 900 pixels, in which a sofa
 * is painted for.
 */
public final class Gallery {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 900;
  private static final int PAINT_ALPHA = 128;
  private static final Brush BRUSH = new Brush(Outline.PAINT, PAINT_ALPHA);
  private static final String DAY = "room-day.jpg";
  private static final String SOFA = "sofa_modern_teal.png";
  private static final String CHAIR = "armchair_scandinavian_terracotta.png";
  private static final RestoreOptions HARD = RestoreOptions.DEFAULT.withFeather(0);
  private static final Outline PLACE = Outline.box(380, 370, 860, 650, 60);
  private static final Rectangle AROUND = new Rectangle(320, 330, 600, 360);

  private final Rooms rooms;
  private final BufferedImage room;
  private final BufferedImage mask = PLACE.painted(WIDTH, HEIGHT, PAINT_ALPHA);
  private final BufferedImage answer;

  private Gallery(Rooms rooms) throws IOException {
    this.rooms = rooms;
    room = rooms.room(DAY, WIDTH);
    answer = rooms.answer(room, mask, SOFA);
  }

  /** Draws one picture. */
  @FunctionalInterface
  private interface Picture {
    BufferedImage draw() throws IOException;
  }

  /**
   * Writes all pictures, from the furniture and the rooms in a folder of resources into another.
   *
   * @throws IOException if an image cannot be read or written
   */
  public static void write(Path resources, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Picture> picture : of(resources).pictures().entrySet()) {
      Pixels.write(picture.getValue().draw(), folder.resolve(picture.getKey()));
    }
  }

  private static Gallery of(Path resources) throws IOException {
    return new Gallery(Rooms.of(resources));
  }

  private Map<String, Picture> pictures() {
    return new TreeMap<>(
        Map.ofEntries(
            Map.entry("hero.jpg", this::hero),
            Map.entry("conventions.jpg", this::conventions),
            Map.entry("stretch.jpg", this::stretch),
            Map.entry("fill.jpg", this::fill),
            Map.entry("blend.jpg", this::blend),
            Map.entry("restore.jpg", this::restore),
            Map.entry("grow.jpg", this::grow),
            Map.entry("feather.jpg", this::feather),
            Map.entry("feather-side.jpg", this::featherSide),
            Map.entry("focus.jpg", this::focus),
            Map.entry("color.jpg", this::color),
            Map.entry("preview.jpg", this::preview),
            Map.entry("formats.png", this::formats),
            Map.entry("gain-map.jpg", this::gainMap)));
  }

  private BufferedImage hero() throws IOException {
    BufferedImage photo = rooms.room("room-evening.jpg", WIDTH);
    BufferedImage strokes = Outline.box(470, 430, 960, 720, 60).painted(WIDTH, HEIGHT, PAINT_ALPHA);
    BufferedImage painted = Rooms.composite(MaskCompositor.create(), photo, strokes);
    BufferedImage furnished =
        Rooms.restored(photo, rooms.answer(photo, strokes, SOFA), strokes, RestoreOptions.DEFAULT);
    return Pixels.row(
        Pixels.scaled(photo, 420), Pixels.scaled(painted, 420), Pixels.scaled(furnished, 420));
  }

  /** Above three masks, below what each paints. */
  private BufferedImage conventions() throws IOException {
    BufferedImage white = PLACE.white(WIDTH, HEIGHT);
    BufferedImage hole = PLACE.hole(WIDTH, HEIGHT);
    return Pixels.rows(
        Pixels.row(
            Pixels.onSquares(Pixels.scaled(mask, 256)),
            Pixels.scaled(white, 256),
            Pixels.onSquares(Pixels.scaled(hole, 256))),
        Pixels.row(
            Pixels.scaled(painted(MaskConvention.PAINTED, mask), 256),
            Pixels.scaled(painted(MaskConvention.WHITE_EDITS, white), 256),
            Pixels.scaled(painted(MaskConvention.TRANSPARENT_EDITS, hole), 256)));
  }

  private BufferedImage painted(MaskConvention convention, BufferedImage strokes)
      throws IOException {
    return Rooms.composite(MaskCompositor.create().withConvention(convention), room, strokes);
  }

  /** A round stroke in a square mask, and what it becomes when it is stretched over the room. */
  private BufferedImage stretch() throws IOException {
    BufferedImage square = Outline.box(300, 360, 700, 760, 200).painted(HEIGHT, HEIGHT, 200);
    BufferedImage stretched =
        Rooms.composite(
            MaskCompositor.create().withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH)),
            room,
            square);
    return Pixels.row(Pixels.onSquares(Pixels.scaled(square, 270)), Pixels.scaled(stretched, 360));
  }

  private BufferedImage fill() throws IOException {
    BufferedImage circled = PLACE.stroke(14).painted(WIDTH, HEIGHT, PAINT_ALPHA);
    return Pixels.row(
        Pixels.scaled(Rooms.composite(MaskCompositor.create(), room, circled), 400),
        Pixels.scaled(
            Rooms.composite(
                MaskCompositor.create()
                    .withMask(MaskOptions.DEFAULT.withFillEnclosed(true).withBrush(BRUSH)),
                room,
                circled),
            400));
  }

  private BufferedImage blend() throws IOException {
    Outline floor = Outline.box(420, 590, 820, 760, 40);
    BufferedImage strokes = floor.painted(WIDTH, HEIGHT, Outline.MAX);
    Rectangle part = new Rectangle(400, 570, 440, 210);
    return Pixels.row(
        Pixels.crop(Rooms.composite(MaskCompositor.create(), room, strokes), part),
        Pixels.crop(
            Rooms.composite(MaskCompositor.create().withBlend(BlendMode.MULTIPLY), room, strokes),
            part));
  }

  /** What a model answers, which is another room everywhere, and the photo with its sofa. */
  private BufferedImage restore() throws IOException {
    BufferedImage drawnAgain = redrawn();
    BufferedImage restored =
        Rooms.restored(room, drawnAgain, mask, RestoreOptions.DEFAULT.withMatchColor(true));
    return Pixels.row(
        Pixels.scaled(room, 400), Pixels.scaled(drawnAgain, 400), Pixels.scaled(restored, 400));
  }

  /** Warmer, brighter and small, as if it had been drawn again. */
  private BufferedImage redrawn() throws IOException {
    return Pixels.mapped(Pixels.scaled(answer, 480), shift(1.06, 10, 1, 2, 0.94, -4));
  }

  /** Strokes that end above the floor, so that feet and shadow lie beside the paint. */
  private BufferedImage grow() throws IOException {
    BufferedImage tight = Outline.box(390, 400, 850, 588, 50).painted(WIDTH, HEIGHT, PAINT_ALPHA);
    Rectangle part = new Rectangle(350, 520, 540, 150);
    RestoreOptions grown = RestoreOptions.DEFAULT.withGrow(80);
    return Pixels.rows(
        Pixels.crop(Rooms.restored(room, answer, tight, RestoreOptions.DEFAULT), part),
        Pixels.crop(Rooms.restored(room, answer, tight, grown), part));
  }

  private BufferedImage feather() throws IOException {
    BufferedImage red = red();
    return Pixels.row(
        edge(red, HARD),
        edge(red, RestoreOptions.DEFAULT),
        edge(red, RestoreOptions.DEFAULT.withFeather(40)));
  }

  private BufferedImage featherSide() throws IOException {
    BufferedImage red = red();
    RestoreOptions wide = RestoreOptions.DEFAULT.withFeather(40);
    return Pixels.row(
        edge(red, wide.withFeatherSide(FeatherSide.INWARDS)),
        edge(red, wide.withFeatherSide(FeatherSide.CENTERED)),
        edge(red, wide.withFeatherSide(FeatherSide.OUTWARDS)));
  }

  /** An answer that shows how far it reaches. */
  private BufferedImage red() {
    return Pixels.mapped(room, shift(0.4, 130, 0.4, 20, 0.4, 20));
  }

  /** A corner of the paint on the wall. */
  private BufferedImage edge(BufferedImage answered, RestoreOptions options) throws IOException {
    BufferedImage restored = Rooms.restored(room, answered, mask, options);
    return Pixels.crop(restored, new Rectangle(300, 290, 200, 200));
  }

  /** The same place of a photo of 1800 columns from a model of 600, without and with a focus. */
  private BufferedImage focus() throws IOException {
    BufferedImage photo = rooms.room(DAY, 1800);
    BufferedImage strokes = Outline.box(570, 555, 1290, 975, 90).painted(1800, 1350, PAINT_ALPHA);
    BufferedImage drawn = rooms.answer(photo, strokes, SOFA);
    Rectangle sent = new Rectangle(390, 450, 1080, 630);
    BufferedImage whole =
        Rooms.restored(photo, Pixels.scaled(drawn, 600), strokes, RestoreOptions.DEFAULT);
    BufferedImage focused =
        Rooms.restored(
            photo,
            Pixels.scaled(Pixels.crop(drawn, sent), 600),
            strokes,
            RestoreOptions.DEFAULT,
            new BoundingBox(sent.x, sent.y, sent.width, sent.height));
    Rectangle part = new Rectangle(560, 580, 400, 380);
    return Pixels.row(Pixels.crop(whole, part), Pixels.crop(focused, part));
  }

  private BufferedImage color() throws IOException {
    BufferedImage warm = Pixels.mapped(answer, shift(1.05, 8, 1, 2, 0.95, -6));
    return Pixels.row(
        Pixels.crop(Rooms.restored(room, warm, mask, RestoreOptions.DEFAULT), AROUND),
        Pixels.crop(
            Rooms.restored(room, warm, mask, RestoreOptions.DEFAULT.withMatchColor(true)), AROUND));
  }

  private BufferedImage preview() throws IOException {
    return Pixels.rows(
        Pixels.row(
            furnished(DAY, SOFA, Outline.box(380, 370, 860, 650, 60)),
            furnished("room-evening.jpg", CHAIR, Outline.box(516, 468, 828, 693, 40))),
        Pixels.row(
            furnished("room-backlit.jpg", CHAIR, Outline.box(732, 468, 1032, 720, 40)),
            furnished("room.jpg", SOFA, Outline.box(500, 345, 910, 545, 40))));
  }

  private BufferedImage furnished(String name, String furniture, Outline place) throws IOException {
    BufferedImage photo = rooms.room(name, WIDTH);
    BufferedImage strokes = place.painted(photo.getWidth(), photo.getHeight(), PAINT_ALPHA);
    BufferedImage made = rooms.answer(photo, strokes, furniture);
    BufferedImage shown =
        Pixels.scaled(Rooms.restored(photo, made, strokes, RestoreOptions.DEFAULT), 440);
    return Pixels.crop(shown, new Rectangle(0, shown.getHeight() - 293, 440, 293));
  }

  /** White is what a composite has changed: of a JPEG to PNG, and of a JPEG that stays JPEG. */
  private BufferedImage formats() throws IOException {
    ImageSource photo = ImageSource.of(rooms.photos().resolve(DAY));
    BufferedImage before = Pixels.of(photo);
    BufferedImage strokes =
        Outline.box(650, 620, 1160, 920, 150).stroke(30).painted(1800, 1350, PAINT_ALPHA);
    Rectangle part = new Rectangle(640, 610, 280, 180);
    BufferedImage png = painted(photo, strokes, OutputFormat.PNG);
    BufferedImage jpeg = painted(photo, strokes, OutputFormat.JPEG);
    return Pixels.row(
        Pixels.crop(png, part),
        Pixels.crop(Pixels.difference(before, png), part),
        Pixels.crop(Pixels.difference(before, jpeg), part));
  }

  private static BufferedImage painted(
      ImageSource photo, BufferedImage strokes, OutputFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MaskCompositor.create()
        .withFormat(format)
        .composite(photo, Pixels.source(strokes), ImageTarget.of(out));
    return Pixels.of(ImageSource.of(out.toByteArray()));
  }

  /** The photo and its map in false color, before and after something was painted. */
  private BufferedImage gainMap() throws IOException {
    BufferedImage map = Pixels.scaled(bright(), 600);
    byte[] file = GainMapPhoto.of(room, map);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MaskCompositor.create()
        .withFormat(OutputFormat.JPEG)
        .composite(
            ImageSource.of(file),
            Pixels.source(Outline.box(40, 200, 460, 520, 60).painted(WIDTH, HEIGHT, 255)),
            ImageTarget.of(out));
    byte[] after = out.toByteArray();
    return Pixels.rows(
        Pixels.row(Pixels.scaled(room, 400), Pixels.scaled(Pixels.of(ImageSource.of(after)), 400)),
        Pixels.row(heat(GainMapPhoto.map(file)), heat(GainMapPhoto.map(after))));
  }

  /** What of the room is bright gets gain. */
  private BufferedImage bright() throws IOException {
    BufferedImage result = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int green = room.getRGB(x, y) >> 8 & Outline.MAX;
        result
            .getRaster()
            .setSample(x, y, 0, Math.max(0, Math.min(Outline.MAX, 3 * (green - 130))));
      }
    }
    return result;
  }

  /** Black for no gain, then blue, red, yellow and white. */
  private static BufferedImage heat(BufferedImage map) throws IOException {
    return Pixels.mapped(
        Pixels.scaled(map, 400),
        List.of(
            gain -> 3 * gain - 128,
            gain -> 2 * gain - 255,
            gain -> gain < 86 ? 3 * gain : gain < 171 ? 510 - 3 * gain : 3 * gain - 510));
  }

  private static List<IntUnaryOperator> shift(
      double redGain,
      double redOffset,
      double greenGain,
      double greenOffset,
      double blueGain,
      double blueOffset) {
    return List.of(
        sample -> (int) Math.round(sample * redGain + redOffset),
        sample -> (int) Math.round(sample * greenGain + greenOffset),
        sample -> (int) Math.round(sample * blueGain + blueOffset));
  }
}
