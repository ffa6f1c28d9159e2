package io.github.maskloom.benchmarks.preview;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionReference;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.local.LocalReference;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.ImageOutputStream;

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
  private static final float QUALITY = 0.94f;

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
    Path mask = Files.createTempFile("mask", ".png");
    try {
      BufferedImage scene = ImageIO.read(photo.toFile());
      ImageIO.write(ground.mask(scene.getWidth(), scene.getHeight()), "png", mask.toFile());
      for (FusionReference piece : furniture) {
        BufferedImage preview = fuse(client, photo, mask, piece);
        Rectangle box = ground.box(preview.getWidth(), preview.getHeight());
        Path sheet = sheets.resolve(baseName(photo) + "__" + name(piece) + ".jpg");
        write(sheet(preview, box), sheet);
      }
    } finally {
      Files.delete(mask);
    }
  }

  private static BufferedImage fuse(
      FusionClient client, Path photo, Path mask, FusionReference piece) throws IOException {
    FusionRequest request =
        FusionRequest.builder(photo)
            .mask(ImageSource.of(mask), MaskConvention.WHITE_EDITS)
            .reference(piece)
            .build();
    try (FusionResult result = client.fuse(request);
        InputStream stream = result.image().source().open()) {
      return ImageIO.read(stream);
    }
  }

  /** The painted box with some of what is around it, and the whole image beside that. */
  private static BufferedImage sheet(BufferedImage preview, Rectangle box) {
    Rectangle around = new Rectangle(box);
    around.grow((int) (box.width * CONTEXT), (int) (box.height * CONTEXT));
    Rectangle shown = around.intersection(new Rectangle(preview.getWidth(), preview.getHeight()));
    double scale = (double) WHOLE_SIDE / Math.max(preview.getWidth(), preview.getHeight());
    int width = (int) (preview.getWidth() * scale);
    int height = (int) (preview.getHeight() * scale);
    BufferedImage sheet =
        new BufferedImage(
            shown.width + GAP + width, Math.max(shown.height, height), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.drawImage(
        preview.getSubimage(shown.x, shown.y, shown.width, shown.height), 0, 0, null);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(smaller(preview, width), shown.width + GAP, 0, width, height, null);
    graphics.dispose();
    return sheet;
  }

  /** Halved until it is less than twice as wide as is wanted, so that nothing flickers. */
  private static BufferedImage smaller(BufferedImage image, int width) {
    BufferedImage small = image;
    while (small.getWidth() >= 2 * width) {
      BufferedImage half =
          new BufferedImage(
              small.getWidth() / 2, small.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = half.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(small, 0, 0, half.getWidth(), half.getHeight(), null);
      graphics.dispose();
      small = half;
    }
    return small;
  }

  private static void write(BufferedImage sheet, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam quality = new JPEGImageWriteParam(null);
    quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    quality.setCompressionQuality(QUALITY);
    Files.deleteIfExists(file);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(sheet, null, null), quality);
    } finally {
      writer.dispose();
    }
  }
}
