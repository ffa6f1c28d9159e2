package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.testing.FullDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PngWriterTest {
  private static final ImageGeometry SMALL = ImageGeometry.of(5, 4, 3, 8);

  @Provide
  Arbitrary<ImageGeometry> geometries() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(8, 16))
        .as(ImageGeometry::of);
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadBackAndTheSameWhateverTheWindow(
      @ForAll("geometries") ImageGeometry geometry,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int windowRows)
      throws IOException {
    RasterWindow picture = Pngs.random(geometry, seed);

    byte[] file = Pngs.write(picture, ImageMetadata.NONE, windowRows);

    assertThat(Pngs.read(file)).isEqualTo(Pngs.samples(picture));
    assertThat(Pngs.readByImageIo(file, geometry)).isEqualTo(Pngs.samples(picture));
    assertThat(file).isEqualTo(Pngs.write(picture, ImageMetadata.NONE, geometry.height()));
  }

  @Test
  void anEmptyMaskTakesNextToNoSpace() throws IOException {
    RasterWindow empty = new RasterWindow(ImageGeometry.of(1000, 1000, 4, 8), 1000);
    empty.place(0, 1000);

    byte[] file = Pngs.write(empty, ImageMetadata.NONE, 100);

    assertThat(file).hasSizeLessThan(30_000);
    assertThat(Pngs.read(file)).containsOnly(0);
  }

  @Test
  void nothingIsWrittenBeforeTheFirstRow() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    new PngWriter(file, SMALL, ImageMetadata.NONE);

    assertThat(file.size()).isZero();
  }

  @Test
  void finishingWithoutAllRowsFails() throws IOException {
    RasterWindow window = new RasterWindow(SMALL, 3);
    window.place(0, 3);
    PngWriter writer = writer();
    writer.accept(window);
    assertThatThrownBy(writer::finish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("3 of 4 rows were written");
  }

  @Test
  void rowsOutOfOrderOrOfAnotherShapeAreRefused() throws IOException {
    RasterWindow window = new RasterWindow(SMALL, 2);
    PngWriter writer = writer();
    window.place(1, 2);
    assertThatThrownBy(() -> writer.accept(window)).isInstanceOf(IllegalArgumentException.class);
    window.place(0, 0);
    assertThatThrownBy(() -> writer.accept(window)).isInstanceOf(IllegalArgumentException.class);
    RasterWindow other = new RasterWindow(SMALL.withSamples(4, 8), 2);
    other.place(0, 2);
    assertThatThrownBy(() -> writer.accept(other)).isInstanceOf(IllegalArgumentException.class);
    window.place(0, 2);
    writer.accept(window);
    assertThatThrownBy(() -> writer.accept(window)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedOrFinishedWriterSaysSo() throws IOException {
    RasterWindow picture = Pngs.random(SMALL, 0);
    PngWriter writer = writer();
    writer.accept(picture);
    writer.finish();

    assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> writer.accept(picture)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailingWriteComesOutAsItIsAndEndsTheWriter() throws IOException {
    RasterWindow picture = Pngs.random(SMALL, 0);
    int bytes = Pngs.write(picture, ImageMetadata.NONE, 4).length;
    for (int room = 0; room < bytes; room++) {
      FullDisk full = new FullDisk(room);
      PngWriter writer = new PngWriter(full, SMALL, ImageMetadata.NONE);
      assertThatThrownBy(
              () -> {
                writer.accept(picture);
                writer.finish();
              })
          .as("room for %d bytes", room)
          .isSameAs(full.failure);
      assertThatThrownBy(() -> writer.accept(picture)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }
  }

  private static PngWriter writer() {
    return new PngWriter(new ByteArrayOutputStream(), SMALL, ImageMetadata.NONE);
  }
}
