package io.github.maskloom.examples.qoi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.ImageGeometry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the jar on the class path, a QOI is an image like others, and nothing else knows of it. */
class QoiPhotoTest {
  private static final ImageGeometry RGB = ImageGeometry.of(480, 320, 3, 8);
  private static final Path ROOM =
      Path.of("../cli/src/main/resources/io/github/maskloom/examples/cli/demo/room.jpg");
  private static final Path SOFA =
      Path.of("../studio/src/main/resources/furniture/sofa_modern_teal.png");

  @TempDir Path folder;
  private Path photo;
  private Path photoAsPng;
  private Path mask;
  private Path out;

  @BeforeEach
  void writeImages() throws IOException {
    ImagePreparer preparer =
        ImagePreparer.create()
            .withExactSize(RGB.width(), RGB.height())
            .withLimits(UploadLimits.NONE);
    photo = folder.resolve("photo.qoi");
    preparer.withFormat(new QoiOutput()).prepare(ROOM, photo);
    photoAsPng = folder.resolve("photo.png");
    preparer.withFormat(OutputFormat.PNG).prepare(ROOM, photoAsPng);
    mask = folder.resolve("mask.qoi");
    preparer.withFormat(new QoiOutput()).prepare(sofa(), mask);
    out = folder.resolve("out.qoi");
  }

  /** What is painted is a sofa, with its shadow. */
  private Path sofa() throws IOException {
    BufferedImage paint = new BufferedImage(RGB.width(), RGB.height(), BufferedImage.TYPE_INT_ARGB);
    paint.createGraphics().drawImage(ImageIO.read(SOFA.toFile()), 195, 125, 180, 108, null);
    Path file = folder.resolve("sofa.png");
    ImageIO.write(paint, "png", file.toFile());
    return file;
  }

  private static int[] samples(Path image) throws IOException {
    return QoiFiles.read(ImageSource.of(image));
  }

  @Test
  void isComposited() throws IOException {
    Path expected = Path.of("target", "composite.png");
    Path result = Path.of("target", "composite.qoi");
    MaskCompositor.create().composite(photoAsPng, mask, expected);

    MaskCompositor.create().withFormat(new QoiOutput()).composite(photo, mask, result);

    assertThat(ImageInfo.read(ImageSource.of(result)).format()).isEqualTo("QOI");
    assertThat(samples(result)).isEqualTo(samples(expected)).isNotEqualTo(samples(photo));
  }

  @Test
  void isRestored() throws IOException {
    Path answer = folder.resolve("answer.qoi");
    MaskCompositor.create().withFormat(new QoiOutput()).composite(photo, mask, answer);
    Path expected = folder.resolve("expected.png");
    PhotoRestorer.create().restore(photoAsPng, answer, mask, expected);

    PhotoRestorer.create().withFormat(new QoiOutput()).restore(photo, answer, mask, out);

    assertThat(samples(out)).isEqualTo(samples(expected)).isNotEqualTo(samples(photo));
  }

  @Test
  void isPreparedForWhoTakesNoQoi() throws IOException {
    Path png = folder.resolve("prepared.png");

    ImagePreparer.create().withFormat(OutputFormat.PNG).prepare(photo, png);

    assertThat(ImageInfo.read(ImageSource.of(png)).mediaType()).isEqualTo("image/png");
    assertThat(samples(png)).isEqualTo(samples(photo));
  }

  @Test
  void isPassedThroughToWhoTakesQoi() throws IOException {
    ImagePreparer.create()
        .withFormat(new QoiOutput())
        .withLimits(UploadLimits.NONE)
        .prepare(photo, out);

    assertThat(out).hasSameBinaryContentAs(photo);
  }

  @Test
  void isInspected() throws IOException {
    ImageInfo info = ImageInfo.read(ImageSource.of(photo));

    assertThat(info.format()).isEqualTo("QOI");
    assertThat(info.mediaType()).isEqualTo("image/qoi");
    assertThat(info.geometry()).isEqualTo(RGB);
    assertThat(info.streamable()).isTrue();
    assertThat(info.spoolBytes()).isZero();
  }

  @Test
  void isInTheCatalog() throws IOException {
    Files.writeString(
        folder.resolve(FurnitureCatalog.METADATA_FILE),
        "{\"furniture\": [{\"filename\": \"photo.qoi\", \"display_name\": \"Oslo\"}]}");
    FurnitureCatalog catalog = FurnitureCatalog.of(folder);

    assertThat(catalog.items()).extracting(FurnitureItem::fileName).contains("photo.qoi");
    assertThat(catalog.image("photo.qoi")).isEqualTo(photo);
  }

  /** The studio takes uploads of {@link ImageFormats#mediaTypes}, as {@link ImageInfo} tells it. */
  @Test
  void isAmongWhatIsUploadedAndAnswered() throws IOException {
    assertThat(ImageFormats.installed().mediaTypes()).contains("image/qoi", "image/png");
    assertThat(ImageFormats.installed().looksLikeImage(Files.readAllBytes(photo))).isTrue();
  }

  /** As the command line asks for what a file is called. */
  @Test
  void isWrittenUnderItsName() {
    assertThat(ImageFormats.installed().ofExtension("qoi").flatMap(ImageFormat::output))
        .contains(new QoiOutput());
  }
}
