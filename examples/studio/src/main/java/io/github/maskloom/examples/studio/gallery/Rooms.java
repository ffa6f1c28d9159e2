package io.github.maskloom.examples.studio.gallery;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.local.LocalReference;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * The rooms and the furniture, and what the library makes of them.
 *
 * @param photos the folder of the photos
 * @param catalog the furniture
 */
record Rooms(Path photos, FurnitureCatalog catalog) {
  /** What a call writes. */
  @FunctionalInterface
  interface Work {
    void into(ImageTarget target) throws IOException;
  }

  static Rooms of(Path resources) throws IOException {
    return new Rooms(
        resources.resolve("static/demo"), FurnitureCatalog.of(resources.resolve("furniture")));
  }

  /** A photo, so large that its longer side has so many pixels. */
  BufferedImage room(String name, int longerSide) throws IOException {
    return Pixels.scaled(Pixels.of(ImageSource.of(photos.resolve(name))), longerSide);
  }

  static BufferedImage made(Work work) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    work.into(ImageTarget.of(png));
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }

  static BufferedImage composite(MaskCompositor compositor, BufferedImage photo, BufferedImage mask)
      throws IOException {
    return made(
        target ->
            compositor
                .withFormat(OutputFormat.PNG)
                .composite(Pixels.source(photo), Pixels.source(mask), target));
  }

  /** The whole room again, with furniture where the mask is painted, as a model answers. */
  BufferedImage answer(BufferedImage photo, BufferedImage mask, String furniture)
      throws IOException {
    FusionRequest request =
        FusionRequest.builder(Pixels.source(photo))
            .mask(Pixels.source(mask))
            .reference(ImageSource.of(catalog.image(furniture)), known(furniture))
            .wholeAnswer()
            .build();
    try (FusionClient client = FusionClient.local();
        FusionResult result = client.fuse(request)) {
      return Pixels.of(result.image().source());
    }
  }

  private LocalReference known(String furniture) throws IOException {
    for (FurnitureItem item : catalog.find(FurnitureCatalog.Query.ALL)) {
      if (item.fileName().equals(furniture)) {
        return LocalReference.of(item);
      }
    }
    throw new IllegalArgumentException("no furniture is called " + furniture);
  }

  /** A photo with the painted part of an answer in it. */
  static BufferedImage restored(
      BufferedImage photo, BufferedImage answer, BufferedImage mask, RestoreOptions options)
      throws IOException {
    return restored(
        photo, answer, mask, options, new BoundingBox(0, 0, photo.getWidth(), photo.getHeight()));
  }

  /** The same of an answer that shows a region of the photo. */
  static BufferedImage restored(
      BufferedImage photo,
      BufferedImage answer,
      BufferedImage mask,
      RestoreOptions options,
      BoundingBox region)
      throws IOException {
    return made(
        target ->
            PhotoRestorer.create()
                .withRestoring(options)
                .withRegion(region)
                .withFormat(OutputFormat.PNG)
                .restore(Pixels.source(photo), Pixels.source(answer), Pixels.source(mask), target));
  }
}
