package io.github.maskloom.benchmarks.preview;

import com.google.common.io.MoreFiles;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.local.LocalReference;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Makes a sheet of each photograph with each image of furniture: what the local provider makes
 * around the painted ground, pixel by pixel, and beside it the whole photo.
 *
 * <p>Arguments: the folder of photographs, that of the furniture, that of the sheets, and either
 * {@code all} or what the names of some photographs begin with; without these, the six with visible
 * ground.
 */
public final class PreviewSheets {
  private static final int WHOLE_SIDE = 640;
  private static final double CONTEXT = 0.3;
  private static final int GAP = 12;
  private static final int QUALITY = 94;

  private PreviewSheets() {}

  /**
   * Makes the sheets.
   *
   * @param args as the type says
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    List<String> wanted = List.of(args).subList(3, args.length);
    Path sheets = Files.createDirectories(Path.of(args[2]));
    FurnitureCatalog furniture = FurnitureCatalog.of(Path.of(args[1]));
    try (FusionClient client = FusionClient.local()) {
      for (Path photo : photos(Path.of(args[0]))) {
        if (isWanted(MoreFiles.getNameWithoutExtension(photo), wanted)) {
          make(client, photo, furniture, sheets);
        }
      }
    }
  }

  private static boolean isWanted(String photo, List<String> wanted) {
    return wanted.isEmpty()
        ? PaintedGround.visibleIn(photo).isPresent()
        : wanted.contains("all") || wanted.stream().anyMatch(photo::startsWith);
  }

  private static List<Path> photos(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  private static void make(FusionClient client, Path photo, FurnitureCatalog furniture, Path sheets)
      throws IOException {
    String name = MoreFiles.getNameWithoutExtension(photo);
    PaintedGround ground = PaintedGround.visibleIn(name).orElse(PaintedGround.ANY);
    ImageGeometry size = ImageInfo.read(ImageSource.of(photo)).geometry();
    ImageSource mask = encoded(ground.mask(size.width(), size.height()));
    for (FurnitureItem item : furniture.items()) {
      Path piece = furniture.image(item.fileName());
      FusionRequest request =
          FusionRequest.builder(photo)
              .mask(mask, MaskConvention.WHITE_EDITS)
              .reference(ImageSource.of(piece), LocalReference.of(item))
              .build();
      try (FusionResult result = client.fuse(request)) {
        Path sheet =
            sheets.resolve(name + "__" + MoreFiles.getNameWithoutExtension(piece) + ".jpg");
        ImagePreparer.create()
            .withFormat(OutputFormat.jpeg(QUALITY))
            .prepare(encoded(sheet(result.image().source(), ground)), ImageTarget.of(sheet));
      }
    }
  }

  /** The painted box with some of what is around it, and the whole image beside that. */
  private static BufferedImage sheet(ImageSource fused, PaintedGround ground) throws IOException {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    ImagePreparer.create().withMaxSide(WHOLE_SIDE).prepare(fused, ImageTarget.of(small));
    BufferedImage whole = decoded(ImageSource.of(small.toByteArray()));
    BufferedImage preview = decoded(fused);
    Rectangle around = ground.box(preview.getWidth(), preview.getHeight());
    around.grow((int) (around.width * CONTEXT), (int) (around.height * CONTEXT));
    Rectangle shown = around.intersection(new Rectangle(preview.getWidth(), preview.getHeight()));
    BufferedImage sheet =
        new BufferedImage(
            shown.width + GAP + whole.getWidth(),
            Math.max(shown.height, whole.getHeight()),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.drawImage(
        preview.getSubimage(shown.x, shown.y, shown.width, shown.height), 0, 0, null);
    graphics.drawImage(whole, shown.width + GAP, 0, null);
    graphics.dispose();
    return sheet;
  }

  private static BufferedImage decoded(ImageSource image) throws IOException {
    try (InputStream stream = image.open()) {
      return ImageIO.read(stream);
    }
  }

  private static ImageSource encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return ImageSource.of(png.toByteArray());
  }
}
