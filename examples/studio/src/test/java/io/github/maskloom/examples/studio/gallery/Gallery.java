package io.github.maskloom.examples.studio.gallery;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.local.LocalReference;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.TexturePaint;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * The pictures of {@code docs/gallery.md}. Most show one room of 1200 x 900 pixels, in which a sofa
 * is painted for. Images are decoded, scaled and encoded by the library, so that every JDK makes
 * the same pictures. The masks are files, and so is a photo with a gain map.
 */
final class Gallery {
  private static final Path ROOMS = Path.of("src/main/resources/static/demo");
  private static final Path FURNITURE = Path.of("src/main/resources/furniture");
  private static final Path MASKS = Path.of("src/test/resources/gallery");
  private static final String DAY = "room-day.jpg";
  private static final String SOFA = "sofa_modern_teal.png";
  private static final String CHAIR = "armchair_scandinavian_terracotta.png";
  private static final RestoreOptions DEFAULT = RestoreOptions.DEFAULT;
  private static final PhotoRestorer RESTORE = PhotoRestorer.create().withFormat(OutputFormat.PNG);
  private static final PhotoRestorer MATCHING = RESTORE.withRestoring(DEFAULT.withMatchColor(true));
  private static final MaskCompositor PAINT = MaskCompositor.create().withFormat(OutputFormat.PNG);
  private static final ImagePreparer PREPARER =
      ImagePreparer.create().withPassThrough(false).withFormat(OutputFormat.PNG);
  private static final int GAP = 8;
  private static final int LIGHT = 0xE8E8E8;
  private static final int DARK = 0xC4C4C4;

  private final ImageSource room = room(DAY, 1200);
  private final ImageSource mask = mask("sofa");
  private final ImageSource answer = answer(room, mask, SOFA);

  Gallery() throws IOException {}

  /** Writes a picture as a JPEG, or as a PNG if the file is called so. */
  static void write(BufferedImage picture, Path file) throws IOException {
    boolean png = file.toString().endsWith(".png");
    PREPARER
        .withFormat(png ? OutputFormat.PNG : OutputFormat.jpeg(90))
        .prepare(encoded(picture), ImageTarget.of(file));
  }

  /** Draws a picture that is called so. */
  BufferedImage draw(String name) throws IOException {
    RestoreOptions wide = DEFAULT.withFeather(40);
    return switch (name) {
      case "hero.jpg" -> hero();
      case "conventions.jpg" -> conventions();
      case "stretch.jpg" -> stretch();
      case "fill.jpg" -> fill();
      case "blend.jpg" -> blend();
      case "restore.jpg" -> restore();
      case "grow.jpg" -> column(footOf(DEFAULT), footOf(DEFAULT.withGrow(80)));
      case "feather.jpg" -> row(edge(DEFAULT.withFeather(0)), edge(DEFAULT), edge(wide));
      case "feather-side.jpg" ->
          row(
              edge(wide.withFeatherSide(FeatherSide.INWARDS)),
              edge(wide.withFeatherSide(FeatherSide.CENTERED)),
              edge(wide.withFeatherSide(FeatherSide.OUTWARDS)));
      case "focus.jpg" -> focus();
      case "color.jpg" -> color();
      case "align.jpg" -> align();
      case "preview.jpg" -> preview();
      case "formats.png" -> formats();
      case "gain-map.jpg" -> gainMap();
      default -> throw new IllegalArgumentException("no picture is called " + name);
    };
  }

  private BufferedImage hero() throws IOException {
    ImageSource photo = room("room-evening.jpg", 1200);
    ImageSource strokes = mask("sofa-evening");
    ImageSource furnished = restored(RESTORE, photo, answer(photo, strokes, SOFA), strokes);
    return row(
        scaled(photo, 420), scaled(painted(PAINT, photo, strokes), 420), scaled(furnished, 420));
  }

  /** Above three masks, below what each paints. */
  private BufferedImage conventions() throws IOException {
    ImageSource white = mask("sofa-white");
    ImageSource hole = mask("sofa-hole");
    return column(
        row(scaled(mask, 256), scaled(white, 256), framed(scaled(hole, 256))),
        row(
            scaled(painted(PAINT, room, mask), 256),
            scaled(painted(PAINT.withConvention(MaskConvention.WHITE_EDITS), room, white), 256),
            scaled(
                painted(PAINT.withConvention(MaskConvention.TRANSPARENT_EDITS), room, hole), 256)));
  }

  /** A round stroke in a square mask, and what it becomes when it is stretched over the room. */
  private BufferedImage stretch() throws IOException {
    ImageSource square = mask("square");
    MaskCompositor stretching = PAINT.withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH));
    return row(scaled(square, 270), scaled(painted(stretching, room, square), 360));
  }

  private BufferedImage fill() throws IOException {
    ImageSource circled = mask("sofa-circled");
    MaskOptions filled =
        MaskOptions.DEFAULT.withFillEnclosed(true).withBrush(new Brush(0x3B82F6, 128));
    return row(
        scaled(painted(PAINT, room, circled), 400),
        scaled(painted(PAINT.withMask(filled), room, circled), 400));
  }

  private BufferedImage blend() throws IOException {
    ImageSource floor = mask("floor");
    MaskCompositor tinting = PAINT.withBlend(BlendMode.MULTIPLY);
    return row(
        part(painted(PAINT, room, floor), 400, 570, 440, 210),
        part(painted(tinting, room, floor), 400, 570, 440, 210));
  }

  /** What a model answers, small and in a warmer room, and the photo with its sofa. */
  private BufferedImage restore() throws IOException {
    ImageSource redrawn =
        tinted(prepared(PREPARER.withMaxSide(480), answer), 1, 0, 0.92f, 0, 0.78f, 0);
    ImageSource restored = restored(MATCHING, room, redrawn, mask);
    return row(scaled(room, 400), scaled(redrawn, 400), scaled(restored, 400));
  }

  /** Strokes that end above the floor, so that feet and shadow lie beside the paint. */
  private BufferedImage footOf(RestoreOptions options) throws IOException {
    return part(
        restored(RESTORE.withRestoring(options), room, answer, mask("sofa-above-the-floor")),
        350,
        520,
        540,
        150);
  }

  /** A corner of the paint on the wall, with an answer in red that shows how far it reaches. */
  private BufferedImage edge(RestoreOptions options) throws IOException {
    ImageSource red = tinted(room, 0.4f, 130, 0.4f, 20, 0.4f, 20);
    return part(restored(RESTORE.withRestoring(options), room, red, mask), 300, 290, 200, 200);
  }

  /** The same place of a photo of 1800 columns from a model of 600, without and with a focus. */
  private BufferedImage focus() throws IOException {
    ImageSource photo = room(DAY, 1800);
    ImageSource strokes = prepared(PREPARER.withExactSize(1800, 1350), mask("preview-evening"));
    ImageSource drawn = answer(photo, strokes, CHAIR);
    ImagePreparer small = PREPARER.withMaxSide(600);
    ImagePart sent = new ImagePart(1800, 1350, 657, 618, 702, 507);
    ImageSource whole = restored(RESTORE, photo, prepared(small, drawn), strokes);
    ImageSource focused =
        restored(
            RESTORE.withRegion(new BoundingBox(sent.x(), sent.y(), sent.width(), sent.height())),
            photo,
            prepared(small.withPart(sent), drawn),
            strokes);
    return row(part(whole, 808, 690, 400, 380), part(focused, 808, 690, 400, 380));
  }

  private BufferedImage color() throws IOException {
    ImageSource warm = tinted(answer, 1, 0, 0.93f, 0, 0.82f, 0);
    return row(
        part(restored(RESTORE, room, warm, mask), 340, 345, 560, 330),
        part(restored(MATCHING, room, warm, mask), 340, 345, 560, 330));
  }

  /**
   * A photo that is cut out of the room, and an answer to it that is cut out 14 pixels aside and
   * enlarged by 1.2 percent: as it came, and put in line.
   */
  private BufferedImage align() throws IOException {
    ImageSource photo =
        prepared(PREPARER.withPart(new ImagePart(1200, 900, 40, 30, 1120, 840)), room);
    ImageSource strokes = encoded(decoded(mask).getSubimage(40, 30, 1120, 840));
    ImagePreparer moving =
        PREPARER.withPart(new ImagePart(1200, 900, 33, 40, 1107, 830)).withExactSize(1120, 840);
    ImageSource moved = prepared(moving, answer);
    PhotoRestorer aligning = RESTORE.withRestoring(DEFAULT.withAlign(Align.CORRECT));
    return row(
        part(restored(RESTORE, photo, moved, strokes), 200, 370, 420, 280),
        part(restored(aligning, photo, moved, strokes), 200, 370, 420, 280));
  }

  private BufferedImage preview() throws IOException {
    return column(
        row(
            furnished(DAY, mask, SOFA),
            furnished("room-evening.jpg", mask("preview-evening"), CHAIR)),
        row(
            furnished("room-backlit.jpg", mask("preview-backlit"), CHAIR),
            furnished("room.jpg", mask("preview-room"), SOFA)));
  }

  private static BufferedImage furnished(String name, ImageSource strokes, String furniture)
      throws IOException {
    ImageSource photo = room(name, 1200);
    ImageSource made = answer(photo, strokes, furniture);
    BufferedImage shown = scaled(restored(RESTORE, photo, made, strokes), 440);
    return shown.getSubimage(0, shown.getHeight() - 293, 440, 293);
  }

  /** White is what a composite has changed: of a JPEG to PNG, and of a JPEG that stays JPEG. */
  private static BufferedImage formats() throws IOException {
    ImageSource photo = ImageSource.of(ROOMS.resolve(DAY));
    ImageSource strokes = mask("stroke-1800");
    BufferedImage before = decoded(prepared(PREPARER, photo));
    BufferedImage png = decoded(painted(PAINT, photo, strokes));
    ImageSource jpeg = painted(PAINT.withFormat(OutputFormat.JPEG), photo, strokes);
    return row(
        png.getSubimage(640, 610, 280, 180),
        framed(changed(before, png)),
        framed(changed(before, decoded(prepared(PREPARER, jpeg)))));
  }

  private static BufferedImage changed(BufferedImage before, BufferedImage after) {
    BufferedImage changed = new BufferedImage(280, 180, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 180; y++) {
      for (int x = 0; x < 280; x++) {
        boolean same = before.getRGB(640 + x, 610 + y) == after.getRGB(640 + x, 610 + y);
        changed.setRGB(x, y, same ? 0 : 0xFFFFFF);
      }
    }
    return changed;
  }

  /** The photo and its map, which is white where it is to shine, before and after it is painted. */
  private static BufferedImage gainMap() throws IOException {
    ImageSource photo = ImageSource.of(MASKS.resolve("gain-map.jpg"));
    ImageSource after = painted(PAINT.withFormat(OutputFormat.JPEG), photo, mask("window"));
    return column(
        row(scaled(photo, 400), scaled(after, 400)),
        row(scaled(lastIn(photo), 400), scaled(lastIn(after), 400)));
  }

  /** The last image in a file, which is its gain map. */
  private static ImageSource lastIn(ImageSource jpeg) throws IOException {
    try (InputStream in = jpeg.open()) {
      byte[] file = in.readAllBytes();
      int at = file.length - 3;
      while (file[at] != -1 || file[at + 1] != (byte) 0xD8 || file[at + 2] != -1) {
        at--;
      }
      return ImageSource.of(Arrays.copyOfRange(file, at, file.length));
    }
  }

  // What the library makes

  /** A call that writes an image. */
  private interface Work {
    void into(ImageTarget target) throws IOException;
  }

  private static ImageSource made(Work work) throws IOException {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    work.into(ImageTarget.of(image));
    return ImageSource.of(image.toByteArray());
  }

  private static ImageSource prepared(ImagePreparer preparer, ImageSource image)
      throws IOException {
    return made(target -> preparer.prepare(image, target));
  }

  /** A photo, so large that its longer side has so many pixels. */
  private static ImageSource room(String name, int longerSide) throws IOException {
    return prepared(PREPARER.withMaxSide(longerSide), ImageSource.of(ROOMS.resolve(name)));
  }

  private static ImageSource mask(String name) {
    return ImageSource.of(MASKS.resolve(name + ".png"));
  }

  private static ImageSource painted(MaskCompositor compositor, ImageSource photo, ImageSource mask)
      throws IOException {
    return made(target -> compositor.composite(photo, mask, target));
  }

  /** The whole room again, with furniture where the mask is painted, as a model answers. */
  private static ImageSource answer(ImageSource photo, ImageSource mask, String furniture)
      throws IOException {
    FurnitureCatalog catalog = FurnitureCatalog.of(FURNITURE);
    LocalReference known =
        LocalReference.of(catalog.find(item -> item.fileName().equals(furniture)).get(0));
    FusionRequest request =
        FusionRequest.builder(photo)
            .mask(mask)
            .reference(ImageSource.of(catalog.image(furniture)), known)
            .wholeAnswer()
            .build();
    try (FusionClient client = FusionClient.local();
        FusionResult result = client.fuse(request)) {
      return prepared(PREPARER, result.image().source());
    }
  }

  /** A photo with the painted part of an answer in it. */
  private static ImageSource restored(
      PhotoRestorer restorer, ImageSource photo, ImageSource answer, ImageSource mask)
      throws IOException {
    return made(target -> restorer.restore(photo, answer, mask, target));
  }

  // Pixels

  private static BufferedImage decoded(ImageSource png) throws IOException {
    try (InputStream in = png.open()) {
      return ImageIO.read(in);
    }
  }

  private static BufferedImage part(ImageSource image, int x, int y, int width, int height)
      throws IOException {
    return decoded(image).getSubimage(x, y, width, height);
  }

  private static ImageSource encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return ImageSource.of(png.toByteArray());
  }

  private static BufferedImage scaled(ImageSource image, int longerSide) throws IOException {
    return decoded(prepared(PREPARER.withMaxSide(longerSide), image));
  }

  /** Red, green and blue, each times a gain and with an offset. */
  private static ImageSource tinted(ImageSource image, float... rules) throws IOException {
    float[] gains = {rules[0], rules[2], rules[4]};
    float[] offsets = {rules[1] + 0.5f, rules[3] + 0.5f, rules[5] + 0.5f};
    return encoded(new RescaleOp(gains, offsets, null).filter(decoded(image), null));
  }

  private static BufferedImage row(BufferedImage... images) {
    return joined(true, images);
  }

  /** Images below each other. */
  private static BufferedImage column(BufferedImage... images) {
    return joined(false, images);
  }

  private static BufferedImage joined(boolean inARow, BufferedImage... images) {
    int width = -GAP;
    int height = -GAP;
    for (BufferedImage image : images) {
      width = inARow ? width + GAP + image.getWidth() : Math.max(width, image.getWidth());
      height = inARow ? Math.max(height, image.getHeight()) : height + GAP + image.getHeight();
    }
    BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = all.createGraphics();
    canvas.setBackground(Color.WHITE);
    canvas.clearRect(0, 0, width, height);
    int at = 0;
    for (BufferedImage image : images) {
      int x = inARow ? at : 0;
      int y = inARow ? 0 : at;
      canvas.setPaint(squares());
      canvas.fillRect(x, y, image.getWidth(), image.getHeight());
      canvas.drawImage(image, x, y, null);
      at += GAP + (inARow ? image.getWidth() : image.getHeight());
    }
    canvas.dispose();
    return all;
  }

  /** An image within a line, without which its white would be the page's. */
  private static BufferedImage framed(BufferedImage image) {
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(new Color(DARK));
    canvas.drawRect(0, 0, image.getWidth() - 1, image.getHeight() - 1);
    canvas.dispose();
    return image;
  }

  /** Light and dark squares of 8 pixels, which show where an image is transparent. */
  private static Paint squares() {
    BufferedImage four = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      four.setRGB(i % 16, i / 16, (i / 8 + i / 128) % 2 == 0 ? LIGHT : DARK);
    }
    return new TexturePaint(four, new Rectangle(16, 16));
  }
}
