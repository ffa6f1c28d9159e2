package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** How a file is cut into pieces, and how it was compressed, never changes a sample. */
class PngReaderPropertiesTest {
  private static final List<PngConformanceTest.Kind> KINDS = PngConformanceTest.kinds().toList();

  @Provide
  Arbitrary<TestPng> pictures() {
    return Combinators.combine(
            Arbitraries.of(KINDS),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(0, 5))
        .as(PngConformanceTest.Kind::picture);
  }

  @Property(tries = 500)
  void noSampleDependsOnHowAFileIsWrittenAndRead(
      @ForAll("pictures") TestPng png,
      @ForAll @IntRange(min = 0, max = 9) int level,
      @ForAll @IntRange(min = 0, max = 2) int strategy,
      @ForAll @IntRange(min = 1, max = 60) int idatBytes,
      @ForAll @IntRange(min = 1, max = 20) int bytesPerRead,
      @ForAll @IntRange(min = 1, max = 50) int windowRows)
      throws IOException {
    byte[] file = png.deflate(level, strategy).idatBytes(idatBytes).encode();
    ImageSource source = FaultySource.slow(file, bytesPerRead).source();

    try (PngRowReader reader = Pngs.open(file, source, ImageLimits.DEFAULT)) {
      assertThat(Pngs.read(reader, windowRows)).isEqualTo(png.delivered());
    }
  }

  @Property(tries = 50)
  void filesLargerThanAllBuffersAreRead(
      @ForAll @IntRange(min = 1, max = 70_000) int idatBytes,
      @ForAll @IntRange(min = 1, max = 40) int windowRows)
      throws IOException {
    TestPng png = TestPng.of(ColorType.RGB, 8, 301, 97).idatBytes(idatBytes);
    try (PngRowReader reader = Pngs.open(png.encode())) {
      assertThat(Pngs.read(reader, windowRows)).isEqualTo(png.delivered());
    }
  }
}
