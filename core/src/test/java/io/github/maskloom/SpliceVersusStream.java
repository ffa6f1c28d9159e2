package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.DataFormatException;

/** Composites one photo, sound or broken, both ways and compares what comes of it. */
final class SpliceVersusStream {
  private static final ImageLimits SMALL =
      ImageLimits.DEFAULT.withMaxPixels(1 << 20).withMaxMetadataBytes(1 << 16);

  private SpliceVersusStream() {}

  /** Fails unless a spliced photo looks as it does streamed, and is refused as it is streamed. */
  static void assertAgree(byte[] photo, byte[] mask) throws IOException {
    Optional<byte[]> streamed = streamed(photo, mask);
    Optional<byte[]> checked = spliced(photo, mask, true);
    Optional<byte[]> unchecked = spliced(photo, mask, false);
    assertThat(checked.isPresent()).isEqualTo(streamed.isPresent());
    if (streamed.isEmpty() || checked.isEmpty()) {
      return;
    }
    int[] expected = Picture.decoded(streamed.get()).samples();
    assertThat(samples(checked.get())).isEqualTo(expected);
    assertThat(unchecked).isPresent();
    assertThat(samples(unchecked.orElseThrow())).isEqualTo(expected);
  }

  /** The composite with the photo encoded anew; nothing if it is refused. */
  static Optional<byte[]> streamed(byte[] photo, byte[] mask) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PngReader reader =
        PngReader.open(new ByteArrayInputStream(photo), SMALL, DamagePolicy.STRICT)) {
      CompositeReport report =
          compositor(false).composite(new Rows(reader), ImageSource.of(mask), ImageTarget.of(out));
      assertThat(report.strategy()).isEqualTo(Strategy.STREAM);
    } catch (ImageException refused) {
      return Optional.empty();
    }
    return Optional.of(out.toByteArray());
  }

  /** The composite with the photo spliced; nothing if it is refused. */
  static Optional<byte[]> spliced(byte[] photo, byte[] mask, boolean strict) throws IOException {
    try {
      Made<CompositeReport> made = Made.composite(compositor(strict), photo, mask);
      assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
      return Optional.of(made.file());
    } catch (ImageException refused) {
      return Optional.empty();
    }
  }

  private static MaskCompositor compositor(boolean strict) {
    return MaskCompositor.create()
        .withReading(ReadOptions.DEFAULT.withLimits(SMALL))
        .withOutput(OutputOptions.DEFAULT.withStrict(strict));
  }

  private static int[] samples(byte[] spliced) throws IOException {
    try {
      PngFiles.inflated(PngFiles.zlib(spliced));
    } catch (DataFormatException e) {
      throw new AssertionError("zlib cannot inflate it", e);
    }
    return Picture.decoded(spliced).samples();
  }

  /** A photo of which no one can see that it is a PNG. */
  private record Rows(PngReader reader) implements WindowSource {
    @Override
    public ImageGeometry geometry() {
      return reader.geometry();
    }

    @Override
    public ImageMetadata metadata() {
      return reader.metadata();
    }

    @Override
    public void push(int windowRows, WindowSink sink) throws IOException {
      reader.push(windowRows, sink);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
