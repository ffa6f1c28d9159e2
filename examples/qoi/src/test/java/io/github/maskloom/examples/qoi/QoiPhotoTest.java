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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the jar on the class path, a QOI is an image like others, and nothing else knows of it. */
class QoiPhotoTest {
  private static final ImageGeometry RGB = ImageGeometry.of(160, 120, 3, 8);

  @TempDir Path folder;
  private Path photo;
  private Path photoAsPng;
  private Path mask;
  private Path out;

  @BeforeEach
  void writeImages() throws IOException {
    int[] samples = new int[RGB.rowSamples() * RGB.height()];
    Arrays.setAll(samples, i -> i % 3 * 40 + i / RGB.rowSamples() + i % RGB.rowSamples() / 12);
    photo = Files.write(folder.resolve("photo.qoi"), QoiFiles.of(RGB, samples));
    photoAsPng =
        Files.write(folder.resolve("photo.png"), QoiFiles.written(RGB, OutputFormat.PNG, samples));
    mask = Files.write(folder.resolve("mask.qoi"), QoiFiles.of(RGB.withSamples(4, 8), paint()));
    out = folder.resolve("out.qoi");
  }

  /** Half a red square. */
  private static int[] paint() {
    int[] samples = new int[RGB.width() * RGB.height() * 4];
    for (int y = 30; y < 90; y++) {
      for (int x = 40; x < 100; x++) {
        samples[(y * RGB.width() + x) * 4] = 255;
        samples[(y * RGB.width() + x) * 4 + 3] = 128;
      }
    }
    return samples;
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
