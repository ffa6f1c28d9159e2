package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Willem van Schaik's suite, if it lies in {@code shared/conformance/pngsuite} further up. */
class PngSuiteTest {
  /** Gray of 4 bits with tRNS, whose key javax.imageio does not widen as it does the samples. */
  private static final Set<String> IMAGE_IO_MISSES_TRANSPARENCY = Set.of("tbbn0g04.png");

  @ParameterizedTest
  @MethodSource("soundFiles")
  void aSoundFileIsReadAsImageIoReadsIt(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ImageGeometry geometry;
    try (PngRowReader reader = Pngs.open(bytes)) {
      geometry = reader.geometry();
    }
    int[] expected = Pngs.readByImageIo(bytes, geometry);
    int[] actual = Pngs.read(bytes);
    if (IMAGE_IO_MISSES_TRANSPARENCY.contains(name(file))) {
      Pngs.makeOpaque(expected);
      Pngs.makeOpaque(actual);
    }
    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("soundFiles")
  void aSoundFileSurvivesBeingWritten(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try (PngRowReader reader = Pngs.open(bytes)) {
      RasterWindow picture = new RasterWindow(reader.geometry(), reader.geometry().height());
      reader.read(picture);
      byte[] written = Pngs.write(picture, ImageMetadata.NONE, 5);
      assertThat(Pngs.read(written)).isEqualTo(Pngs.samples(picture));
    }
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void aBrokenFileIsRefused(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertThatThrownBy(() -> Pngs.read(bytes)).isInstanceOf(ImageFormatException.class);
  }

  @Test
  void theSuiteIsComplete() throws IOException {
    assertThat(soundFiles()).hasSize(161);
    assertThat(brokenFiles()).hasSize(14);
  }

  static Stream<Path> soundFiles() throws IOException {
    return files(false);
  }

  static Stream<Path> brokenFiles() throws IOException {
    return files(true);
  }

  private static Stream<Path> files(boolean broken) throws IOException {
    Optional<Path> folder = folder();
    assumeTrue(folder.isPresent(), "PngSuite is not there");
    try (Stream<Path> all = Files.list(folder.orElseThrow())) {
      List<Path> chosen = new ArrayList<>(all.toList());
      chosen.removeIf(file -> !name(file).endsWith(".png") || name(file).startsWith("x") != broken);
      return chosen.stream().sorted();
    }
  }

  private static Optional<Path> folder() {
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, path -> path != null, Path::getParent)
        .map(path -> path.resolve("shared/conformance/pngsuite"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
