package io.github.maskloom.png;

import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.internal.codec.DecodeMode;
import io.github.maskloom.internal.codec.EncodedInput;
import io.github.maskloom.internal.codec.ImageDescription;
import io.github.maskloom.internal.codec.KeptMetadata;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.pipeline.DescribedRows;
import io.github.maskloom.internal.png.Adam7Reader;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.PngRowReader;
import io.github.maskloom.internal.png.PngSignature;
import io.github.maskloom.internal.png.PngTrailer;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** PNG: read in order, or once for each pass if it is interlaced. */
final class PngFormat implements FileFormat {
  private static final byte[] NO_EXIF = new byte[0];

  @Override
  public boolean begins(byte[] head) {
    return PngSignature.matches(head, head.length);
  }

  @Override
  public StoredImage open(EncodedInput input) throws IOException {
    byte[] head = input.head();
    if (PngSignature.interlaced(head, head.length)) {
      LimitCheck.size(input.limits(), PngSignature.width(head), PngSignature.height(head));
      return interlaced(input);
    }
    return inOrder(input);
  }

  private static StoredImage inOrder(EncodedInput input) throws IOException {
    PngReader reader =
        input.owned(PngReader.open(input.inOrder(), input.limits(), input.reading().damage()));
    if (input.kept() != KeptMetadata.CHUNKS) {
      reader.forgetChunks();
    }
    if (input.skipsForNothing() && !endsWell(input, input.source(), reader)) {
      reader.forgetChunks();
    }
    return image(input, reader, input.source().length(), reader::forgetChunks);
  }

  private static StoredImage interlaced(EncodedInput input) throws IOException {
    ImageSource original = input.source();
    ImageSource again = input.reopenable();
    Adam7Reader reader =
        input.owned(Adam7Reader.open(again, input.limits(), input.reading().damage()));
    if (!original.reopenable()) {
      endsWell(input, again, reader);
    } else if (input.skipsForNothing()) {
      endsWell(input, original, reader);
    }
    return image(input, reader, again.length(), () -> {});
  }

  /** Takes over metadata that stand behind the data, and says whether the file has its end. */
  private static boolean endsWell(EncodedInput input, ImageSource source, PngRowReader reader)
      throws IOException {
    input.counter().throwIfCancelled();
    try (InputStream stream = source.open()) {
      PngTrailer trailer = PngTrailer.find(stream, reader.metadata(), input.limits());
      reader.replaceMetadata(trailer.metadata());
      return trailer.ended();
    }
  }

  private static StoredImage image(
      EncodedInput input, PngRowReader reader, OptionalLong encodedBytes, Runnable forgetting) {
    int orientation = ExifBlock.orientation(reader.metadata().exif().orElse(NO_EXIF));
    WindowSource rows = described(input.kept(), reader, orientation);
    return new Png(reader, rows, orientation, encodedBytes, forgetting);
  }

  /** The rows with no more metadata than are kept, of which there is one copy. */
  private static WindowSource described(KeptMetadata kept, PngRowReader reader, int orientation) {
    ImageMetadata stored = reader.metadata();
    if (kept == KeptMetadata.NOTHING) {
      reader.forgetMetadata();
      return reader;
    }
    if (orientation == ExifBlock.UPRIGHT || kept == KeptMetadata.COLORS) {
      return reader;
    }
    reader.forgetMetadata();
    return new DescribedRows(reader, ExifBlock.uprighted(stored, orientation));
  }

  /** A PNG, opened. */
  private record Png(
      PngRowReader reader,
      WindowSource rows,
      int orientation,
      OptionalLong encodedBytes,
      Runnable forgetting)
      implements StoredImage {

    @Override
    public void forgetMetadata() {
      reader.forgetMetadata();
    }

    @Override
    public ImageDescription description() {
      return new ImageDescription(
          "PNG", "image/png", orientation, DecodeMode.STREAMED, reader.heapBytes(), 0);
    }

    @Override
    public int missingRows() {
      return reader.missingRows();
    }

    @Override
    public int countFrames() {
      return reader.frames();
    }

    @Override
    public void forgetChunks() {
      forgetting.run();
    }
  }
}
