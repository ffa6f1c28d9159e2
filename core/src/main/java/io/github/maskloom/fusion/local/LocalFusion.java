package io.github.maskloom.fusion.local;

import com.google.common.io.Closer;
import io.github.maskloom.BoundingBox;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.errors.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.codec.ScaledRows;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One request that was looked at: each picture of it can be written.
 *
 * @param scene the room
 * @param size of the pictures to make
 * @param box around the paint, in pixels of that size
 * @param room the part of it that furniture can fill without leaving the paint
 * @param furniture what goes there
 * @param tone of the scene around the box
 * @param cancel asked wherever rows are read
 */
record LocalFusion(
    ProviderInput.Picture scene,
    SceneSize size,
    BoundingBox box,
    BoundingBox room,
    List<Furniture> furniture,
    Tone tone,
    CancelSignal cancel) {
  private static final String SCENE = "scene";
  private static final String MASK = "mask";
  private static final OutputFormat JPEG = new OutputFormat.Jpeg(92, 0xFFFFFF);

  /**
   * Looks at every picture of a request.
   *
   * @throws FusionRequestException if nothing is painted, or there is no furniture to see
   */
  static LocalFusion of(ProviderRequest request, CancelSignal cancel) throws IOException {
    check(request);
    ProviderInput.Picture mask =
        request.mask().orElseThrow(() -> refused("there is no mask that says where"));
    PaintedBox painted;
    SceneSize maskSize;
    try (PictureReader reader = PictureReader.open(mask.source(), MASK, cancel)) {
      maskSize = SceneSize.of(reader.geometry());
      painted = PaintedBox.of(reader);
    }
    if (painted.box().isEmpty()) {
      throw refused("nothing is painted, so there is no place for the furniture");
    }
    List<Furniture> furniture = furniture(request.references(), cancel);
    BoundingBox room;
    try (PictureReader reader = PictureReader.open(mask.source(), MASK, cancel)) {
      room = StandingRoom.in(PaintedShape.of(reader, painted), Placement.aspect(furniture));
    }
    try (PictureReader reader = PictureReader.open(request.scene().source(), SCENE, cancel)) {
      SceneSize stored = SceneSize.of(reader.geometry());
      Tone tone = SceneTone.around(stored.scaled(painted.box(), maskSize), reader);
      SceneSize size = stored.as(request.size());
      return new LocalFusion(
          request.scene(),
          size,
          size.scaled(painted.box(), maskSize),
          size.scaled(room, maskSize),
          furniture,
          tone,
          cancel);
    }
  }

  private static void check(ProviderRequest request) {
    int most = Variation.IN_ORDER.size();
    if (request.count() > most) {
      throw refused(request.count() + " images, at most " + most);
    }
    if (request.references().isEmpty()) {
      throw refused("there is no reference, so nothing can be placed");
    }
  }

  private static List<Furniture> furniture(List<ProviderInput> references, CancelSignal cancel)
      throws IOException {
    List<Furniture> furniture = new ArrayList<>();
    for (ProviderInput reference : references) {
      if (!(reference instanceof ProviderInput.Picture picture)) {
        throw refused("reference " + (furniture.size() + 1) + " is a link, which is not fetched");
      }
      furniture.add(Furniture.in(picture.source(), furniture.size() + 1, cancel));
    }
    return furniture;
  }

  private static FusionRequestException refused(String message) {
    return new FusionRequestException(message, FusionFailure.notSent(LocalFusionProvider.ID));
  }

  /** Writes a picture, which the call receives only if all goes well. */
  void write(Variation variation, int index, ProviderCall call) throws IOException {
    try (Closer resources = Closer.create();
        ImageTarget.Draft draft = call.image(index).openDraft()) {
      FurnitureRows paint =
          resources.register(
              FurnitureRows.open(
                  size.width(),
                  size.height(),
                  variation.covering() ? box : room,
                  furniture,
                  variation,
                  tone,
                  cancel));
      ReportedStream stream = new ReportedStream(draft.stream(), index, call.listener());
      compositor().composite(openScene(resources), paint, ImageTarget.of(stream));
      stream.report();
      draft.commit();
    }
  }

  private MaskCompositor compositor() {
    return MaskCompositor.builder()
        .format(scene.mediaType().equals("image/jpeg") ? JPEG : OutputFormat.PNG)
        .rounding(Rounding.HALF_UP)
        .cancel(cancel)
        .build();
  }

  /** The scene at the size of the picture. A scene of that size comes as its decoder's own rows. */
  private WindowSource openScene(Closer resources) throws IOException {
    EncodedImage image = resources.register(PictureReader.openImage(scene.source(), SCENE, cancel));
    if (size.equals(SceneSize.of(image.rows().geometry()))) {
      return image.rows();
    }
    PictureReader reader = resources.register(PictureReader.open(scene.source(), SCENE, cancel));
    return resources.register(ScaledRows.of(reader, size.width(), size.height()));
  }
}
