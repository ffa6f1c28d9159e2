package io.github.maskloom.benchmarks.preview;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionReference;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.RequestOptions;
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
import java.util.ArrayList;
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
    List<FusionReference> furniture = furniture(Path.of(args[1]));
    try (FusionClient client = FusionClient.local()) {
      for (Path photo : images(Path.of(args[0]), "jpg")) {
        if (isWanted(baseName(photo), wanted)) {
          make(client, photo, furniture, sheets);
        }
      }
    }
  }

  private static boolean isWanted(String photo, List<String> wanted) {
    return wanted.isEmpty()
        ? PaintedGround.isVisibleIn(photo)
        : wanted.contains("all") || wanted.stream().anyMatch(photo::startsWith);
  }

  private static List<Path> images(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith("." + ending)).sorted().toList();
    }
  }

  /** The furniture of a catalog, or images of which nothing is known. */
  private static List<FusionReference> furniture(Path folder) throws IOException {
    List<FusionReference> pieces = new ArrayList<>();
    if (Files.exists(folder.resolve(FurnitureCatalog.METADATA_FILE))) {
      FurnitureCatalog catalog = FurnitureCatalog.of(folder);
      for (FurnitureItem item : catalog.items()) {
        RequestOptions known = RequestOptions.of(List.of(LocalReference.of(item)));
        ImageSource image = ImageSource.of(catalog.image(item.fileName()));
        pieces.add(new FusionReference.Image(image, known));
      }
      return pieces;
    }
    for (Path image : images(folder, "png")) {
      pieces.add(new FusionReference.Image(ImageSource.of(image)));
    }
    return pieces;
  }

  private static String name(FusionReference piece) {
    Path file = ((FusionReference.Image) piece).source().path().orElseThrow();
    return baseName(file);
  }

  private static String baseName(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static void make(
      FusionClient client, Path photo, List<FusionReference> furniture, Path sheets)
      throws IOException {
    PaintedGround ground = PaintedGround.in(baseName(photo));
    ImageGeometry size = ImageInfo.read(ImageSource.of(photo)).geometry();
    ImageSource mask = encoded(ground.mask(size.width(), size.height()));
    for (FusionReference piece : furniture) {
      FusionRequest request =
          FusionRequest.builder(photo)
              .mask(mask, MaskConvention.WHITE_EDITS)
              .reference(piece)
              .build();
      try (FusionResult result = client.fuse(request)) {
        Path sheet = sheets.resolve(baseName(photo) + "__" + name(piece) + ".jpg");
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
