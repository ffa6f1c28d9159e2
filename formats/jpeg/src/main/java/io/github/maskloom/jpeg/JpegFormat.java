package io.github.maskloom.jpeg;

import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.internal.codec.DecodeMode;
import io.github.maskloom.internal.codec.EncodedInput;
import io.github.maskloom.internal.codec.ImageDescription;
import io.github.maskloom.internal.codec.KeptMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.pipeline.Orientation;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** JPEG: opened for its header, and again for its rows. */
final class JpegFormat implements FileFormat {
  private static final boolean HAS_ALPHA = false;

  /** A start-of-image marker, then another marker (ITU-T T.81, B.1.1). */
  @Override
  public boolean begins(byte[] head) {
    return FileFormat.begins(head, "\u00FF\u00D8\u00FF");
  }

  @Override
  public StoredImage open(EncodedInput input) throws IOException {
    ImageSource source =
        input.reopenable(
            bytes -> {
              JpegReader.checkHeader(bytes, input.limits());
              input.headerCheck().check(HAS_ALPHA);
            });
    JpegReader whole =
        JpegReader.open(source, input.limits(), input.reading().damage(), input.scope().cancel());
    ImageGeometry upright = Orientation.of(whole.orientation()).upright(whole.geometry());
    int denominator = input.reduction().denominator(upright.width(), upright.height());
    JpegReader reader = input.owned(whole.reduced(denominator));
    if (input.kept() == KeptMetadata.NOTHING) {
      reader.forgetMetadata();
    }
    return new Jpeg(reader, whole.geometry(), denominator, reader.spoolBytes(), source.length());
  }

  /** A JPEG, opened. */
  private record Jpeg(
      JpegReader reader,
      ImageGeometry wholeGeometry,
      int denominator,
      long spoolBytes,
      OptionalLong encodedBytes)
      implements StoredImage {

    @Override
    public void forgetMetadata() {
      reader.forgetMetadata();
    }

    @Override
    public WindowSource rows() {
      return reader;
    }

    @Override
    public ImageDescription description() {
      return new ImageDescription(
          "JPEG",
          "image/jpeg",
          reader.orientation(),
          reader.spools() ? DecodeMode.SPOOLED : DecodeMode.STREAMED,
          reader.heapBytes(),
          spoolBytes);
    }

    @Override
    public int missingRows() {
      return reader.missingRows();
    }

    @Override
    public Optional<JpegReader> jpeg() {
      return Optional.of(reader);
    }
  }
}
