package io.github.maskloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.Restored;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.prepare.DataUrl;
import io.github.maskloom.prepare.PrepareReport;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each work does what its name says. */
class BenchmarksTest {
  private static Photos photos;

  @BeforeAll
  static void writePhotos() throws Exception {
    photos = new Photos("64x1200", "mask.png", "photo.png", "photo.jpg");
  }

  @AfterAll
  static void removePhotos() throws IOException {
    photos.remove();
  }

  private static <T> T done(String job, String photo, Class<T> type) throws Exception {
    return type.cast(photos.work(job + " " + photo + " mask.png").run());
  }

  @ParameterizedTest
  @CsvSource({
    "maskloom, photo.png, SPLICE, PNG",
    "streamed, photo.png, STREAM, PNG",
    "maskloom, photo.jpg, STREAM, PNG",
    "jpeg, photo.jpg, SPLICE, JPEG"
  })
  void compositesOnEachWay(String job, String photo, Strategy strategy, String format)
      throws Exception {
    CompositeReport report = done(job, photo, CompositeReport.class);

    assertThat(report.strategy()).isEqualTo(strategy);
    assertThat(report.nothingPainted()).isFalse();
    assertThat(resultFormat()).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource({
    "restore, photo.png, STREAM, true",
    "restore, photo.jpg, STREAM, true",
    "restoreOnly, photo.png, SPLICE, false"
  })
  void restoresWithAndWithoutComparing(
      String job, String photo, Strategy strategy, boolean compared) throws Exception {
    CompositeReport report = done(job, photo, CompositeReport.class);

    assertThat(report.strategy()).isEqualTo(strategy);
    assertThat(report.restored().flatMap(Restored::unpainted).isPresent()).isEqualTo(compared);
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo.png", "photo.jpg"})
  void preparesBothFormats(String photo) throws Exception {
    assertThat(done("prepare", photo, PrepareReport.class).height()).isEqualTo(512);
    assertThat(resultFormat()).isEqualTo("JPEG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dataUrl", "dataUrlWriter", "dataUrlReader"})
  void writesAsMuchDataUrlAsItReads(String job) throws Exception {
    assertThat(done(job, "photo.png", Long.class)).isEqualTo(urlLength());
  }

  @Test
  void theUploadHasAllOfBothImages() throws Exception {
    assertThat(done("upload", "photo.png", Long.class))
        .isBetween(2 * urlLength(), 2 * urlLength() + 500);
  }

  private static long urlLength() throws IOException {
    return DataUrl.of(ImageSource.of(photos.file("photo.png"))).length();
  }

  private static String resultFormat() throws IOException {
    return ImageInfo.read(ImageSource.of(photos.result())).format();
  }
}
