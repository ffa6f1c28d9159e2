package io.github.maskloom.benchmarks;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.ImageRows;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.DataUrl;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/** What {@link ColdRun} does once, {@link WarmRuns} and {@link Throughput} again and again. */
@FunctionalInterface
interface Work {
  /** {@return what was made, for whoever looks at it} */
  Object run() throws IOException, DataFormatException;

  /** What the photos have, and so what is written anew has. */
  int QUALITY = 90;

  /** A PNG, for which all of the photo is decoded. */
  OutputOptions STRICT = OutputOptions.DEFAULT.withFormat(OutputFormat.PNG).withStrict(true);

  int SCENE_SIDE = 1024;

  /** That of {@link OutputFormat#JPEG}. */
  int SCENE_QUALITY = 85;

  /**
   * Looks a job up by its name.
   *
   * <p>Composites are {@code maskloom}, {@code maskloom2} on two threads, {@code strict}, which
   * decodes all of the photo, and {@code jpeg}, which writes a JPEG. {@code scene} makes a scene of
   * 1024 pixels ready to be sent, and {@code shrink} the photo alone at 1024 pixels. {@code
   * request} is all that a backend does before it calls a model, with the part of the photo that
   * the variable {@code PART} names: left, top, width and height, with commas between. {@code
   * focus} is a focused fusion whose model hands back what it was sent.
   *
   * <p>{@code streamed} encodes all of a PNG anew. {@code prepare} makes a photo 512 pixels large.
   * {@code dataUrl} pushes a data URL as bytes, {@code dataUrlWriter} as characters, and {@code
   * dataUrlReader} pulls it. {@code upload} is {@link UploadBody}. These throw their output away.
   *
   * <p>{@code restore}, {@code restoreOnly}, which does not compare, and {@code restoreJpeg}, which
   * writes a JPEG, take the answer that the system property {@code answer} names, or {@code
   * answer.jpg} beside the photo.
   *
   * <p>{@code java2d}, {@code java2dJpeg} and {@code java2dShrink} are what composites, {@code
   * jpeg} and {@code shrink} are compared with. The codecs alone are {@code decode} and {@code
   * encode}, {@code java2dDecode} and {@code java2dEncode}; pixels to encode are in memory. {@code
   * inflater} is {@link PngData#inflate} on the photo's data, which are read before the work
   * begins, and {@code inflate} is {@link PngData#ownInflate}.
   *
   * @param job one of these names
   */
  static Work of(String job, Path photo, Path mask, Path result) throws IOException {
    return switch (job) {
      case "maskloom" -> maskloom(toPng(), photo, mask, result);
      case "maskloom2" ->
          maskloom(toPng().withWork(WorkOptions.DEFAULT.withThreads(2)), photo, mask, result);
      case "strict" -> maskloom(MaskCompositor.create().withOutput(STRICT), photo, mask, result);
      case "jpeg" ->
          maskloom(MaskCompositor.create().withFormat(OutputFormat.JPEG), photo, mask, result);
      case "streamed" -> () -> streamed(photo, mask, result);
      case "scene" -> scene(toJpeg(SCENE_SIDE), photo, mask, result);
      case "shrink" -> prepare(toJpeg(SCENE_SIDE), photo, result);
      case "prepare" -> prepare(toJpeg(512).withPassThrough(false), photo, result);
      case "request" -> request(photo, mask, result, System.getenv("PART"));
      case "focus" -> focus(photo, mask, result);
      case "restore" -> restore(restoringToPng(), photo, mask, result);
      case "restoreJpeg" ->
          restore(PhotoRestorer.create().withFormat(OutputFormat.JPEG), photo, mask, result);
      case "restoreOnly" ->
          restore(
              restoringToPng().withComparison(RestoreOptions.Comparison.OFF), photo, mask, result);
      case "dataUrl", "dataUrlWriter", "dataUrlReader" -> () -> dataUrl(job, photo);
      case "upload" -> UploadBody.of(photo);
      case "java2d" ->
          () -> Images.write(Java2dRoute.composite(photo, mask, () -> {}), "png", result);
      case "java2dJpeg" ->
          () ->
              Java2dRoute.writeJpeg(Java2dRoute.composite(photo, mask, () -> {}), result, QUALITY);
      case "java2dShrink" -> () -> Java2dRoute.shrink(photo, result, SCENE_SIDE, SCENE_QUALITY);
      case "decode" -> () -> JpegCodec.decode(photo);
      case "encode" -> JpegCodec.encoding(photo, result, QUALITY);
      case "java2dDecode" -> () -> Java2dRoute.read(photo);
      case "java2dEncode" -> java2dEncode(photo, result);
      case "inflater" -> PngData.read(photo)::inflate;
      case "inflate" -> PngData.read(photo)::ownInflate;
      default -> throw new IllegalArgumentException("there is no job " + job);
    };
  }

  private static MaskCompositor toPng() {
    return MaskCompositor.create().withFormat(OutputFormat.PNG);
  }

  private static PhotoRestorer restoringToPng() {
    return PhotoRestorer.create().withFormat(OutputFormat.PNG);
  }

  private static Work maskloom(MaskCompositor compositor, Path photo, Path mask, Path result) {
    return () -> compositor.composite(photo, mask, result);
  }

  private static Object streamed(Path photo, Path mask, Path result) throws IOException {
    try (WindowReader rows = ImageRows.create().open(ImageSource.of(photo))) {
      return toPng().composite(rows, ImageSource.of(mask), ImageTarget.of(result));
    }
  }

  private static Work restore(PhotoRestorer restorer, Path photo, Path mask, Path result) {
    Path beside = photo.resolveSibling("answer.jpg");
    Path usual = Files.exists(beside) ? beside : photo;
    Path answer = Path.of(System.getProperty("answer", usual.toString()));
    return () -> restorer.restore(photo, answer, mask, result);
  }

  private static Work focus(Path photo, Path mask, Path result) {
    FusionRequest request = FusionRequest.builder(photo).mask(mask).focus().build();
    WaitingProvider model = new WaitingProvider(() -> {});
    return () -> {
      try (FusionClient client = FusionClient.open(model, FusionConfig.DEFAULT);
          FusionResult fused = client.fuse(request)) {
        fused.image().writeTo(result);
        return result;
      }
    };
  }

  private static Work scene(ImagePreparer preparer, Path photo, Path mask, Path result) {
    MaskCompositor compositor = MaskCompositor.create();
    return () ->
        compositor.composite(
            ImageSource.of(photo), ImageSource.of(mask), preparer, ImageTarget.of(result));
  }

  /** The part around the paint is cut out and made small, and goes out as a JPEG in a data URL. */
  private static Work request(Path photo, Path mask, Path result, String part) throws IOException {
    int[] box = Arrays.stream(part.split(",")).mapToInt(Integer::parseInt).toArray();
    ImageGeometry size = ImageInfo.read(ImageSource.of(photo)).geometry();
    ImagePart around = new ImagePart(size.width(), size.height(), box[0], box[1], box[2], box[3]);
    Path jpeg = result.resolveSibling(result.getFileName() + ".jpg");
    Work scene = scene(toJpeg(SCENE_SIDE).withPart(around), photo, mask, jpeg);
    return () -> {
      Object ignored = scene.run();
      try (OutputStream out = Files.newOutputStream(result)) {
        DataUrl.of(ImageSource.of(jpeg), Long.MAX_VALUE).writeTo(out);
      }
      return result;
    };
  }

  private static Work prepare(ImagePreparer preparer, Path photo, Path result) {
    return () -> preparer.prepare(photo, result);
  }

  private static ImagePreparer toJpeg(int maxSide) {
    return ImagePreparer.create().withMaxSide(maxSide).withFormat(OutputFormat.JPEG);
  }

  /** {@return the length of the data URL, which is thrown away} */
  private static long dataUrl(String job, Path photo) throws IOException {
    DataUrl url = DataUrl.of(ImageSource.of(photo), Long.MAX_VALUE);
    switch (job) {
      case "dataUrl" -> url.writeTo(OutputStream.nullOutputStream());
      case "dataUrlWriter" -> url.writeTo(Writer.nullWriter());
      default -> {
        try (Reader reader = url.openReader()) {
          return reader.transferTo(Writer.nullWriter());
        }
      }
    }
    return url.length();
  }

  private static Work java2dEncode(Path photo, Path result) throws IOException {
    BufferedImage image = Java2dRoute.read(photo);
    return () -> Java2dRoute.writeJpeg(image, result, QUALITY);
  }
}
