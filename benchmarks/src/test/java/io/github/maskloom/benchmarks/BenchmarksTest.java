package io.github.maskloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.Restored;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.prepare.DataUrl;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each benchmark does what its name says. */
class BenchmarksTest {
  private static final Photos PHOTOS = new Photos();

  @BeforeAll
  static void writePhotos() throws Exception {
    PHOTOS.size = "64x1200";
    PHOTOS.write();
  }

  @AfterAll
  static void removePhotos() throws IOException {
    PHOTOS.remove();
  }

  @Test
  void compositesOnEachWay() throws Exception {
    CompositeBenchmark benchmark = new CompositeBenchmark();

    assertThat(benchmark.pngSpliced(PHOTOS).strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(benchmark.pngStreamed(PHOTOS).strategy()).isEqualTo(Strategy.STREAM);
    assertThat(benchmark.jpegToPng(PHOTOS).nothingPainted()).isFalse();
    assertThat(resultFormat()).isEqualTo("PNG");
    assertThat(benchmark.jpegToJpeg(PHOTOS).nothingPainted()).isFalse();
    assertThat(resultFormat()).isEqualTo("JPEG");
  }

  @Test
  void restoresWithAndWithoutComparing() throws Exception {
    RestoreBenchmark benchmark = new RestoreBenchmark();

    assertThat(benchmark.png(PHOTOS).restored().flatMap(Restored::unpainted)).isPresent();
    assertThat(benchmark.jpeg(PHOTOS).restored().flatMap(Restored::unpainted)).isPresent();
    assertThat(benchmark.pngSpliced(PHOTOS).restored().flatMap(Restored::unpainted)).isEmpty();
    assertThat(benchmark.pngSpliced(PHOTOS).strategy()).isEqualTo(Strategy.SPLICE);
  }

  @Test
  void preparesBothFormats() throws Exception {
    PrepareBenchmark benchmark = new PrepareBenchmark();

    assertThat(benchmark.png(PHOTOS).height()).isEqualTo(512);
    assertThat(benchmark.jpeg(PHOTOS).height()).isEqualTo(512);
    assertThat(resultFormat()).isEqualTo("JPEG");
  }

  @Test
  void writesAsMuchDataUrlAsItReads() throws Exception {
    DataUrlBenchmark benchmark = new DataUrlBenchmark();
    long length = DataUrl.of(ImageSource.of(PHOTOS.png())).length();

    assertThat(benchmark.reader(PHOTOS)).isEqualTo(length);
    assertThat(benchmark.stream(PHOTOS).length()).isEqualTo(length);
    assertThat(benchmark.writer(PHOTOS).length()).isEqualTo(length);
  }

  @Test
  void theUploadHasAllOfBothImages() throws Exception {
    long pictures =
        DataUrl.of(ImageSource.of(PHOTOS.png())).length()
            + DataUrl.of(ImageSource.of(PHOTOS.jpeg())).length();

    assertThat(new UploadBodyBenchmark().write(PHOTOS)).isBetween(pictures, pictures + 500);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1000})
  void aCatalogHasItsItems(int items) throws Exception {
    CatalogBenchmark benchmark = new CatalogBenchmark();
    benchmark.items = items;
    benchmark.write();
    try {
      assertThat(benchmark.cached()).hasSize(items);
      assertThat(benchmark.reread().items()).isEqualTo(benchmark.cached());
      assertThat(benchmark.reread().problems()).isEmpty();
    } finally {
      benchmark.remove();
    }
  }

  @Test
  void theComparisonRunsBothRoutes() throws Exception {
    Java2dBenchmark benchmark = new Java2dBenchmark();

    assertThat(benchmark.maskloom(PHOTOS)).isNotEmptyFile();
    assertThat(benchmark.java2d(PHOTOS)).isNotEmptyFile();
  }

  private static String resultFormat() throws IOException {
    return ImageInfo.read(ImageSource.of(PHOTOS.result())).format();
  }
}
