package io.github.maskloom.examples.s3;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.format.ImageFormats;
import java.io.IOException;

/** Composites a mask over a photo, from a bucket into the same bucket. */
public final class Main {
  private Main() {}

  /** Arguments: a bucket, and the keys of photo, mask and result. */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println("usage: BUCKET PHOTO-KEY MASK-KEY RESULT-KEY");
      System.exit(2);
    }
    try (S3Store store = S3Store.open(S3Settings.fromEnvironment(System.getenv()), args[0])) {
      CompositeReport report = composite(store, args[1], args[2], args[3]);
      System.out.printf(
          "%.1f %% painted, %d bytes read of the photo%n",
          report.mask().coverage() * 100, report.bytes().photo());
    }
  }

  static CompositeReport composite(S3Store store, String photo, String mask, String result)
      throws IOException {
    String mediaType =
        ImageFormats.installed()
            .mediaTypeOf(result)
            .orElseThrow(
                () -> new IllegalArgumentException("the result's key needs an extension: .png"));
    return MaskCompositor.create()
        .composite(
            store.source(photo),
            store.source(mask),
            store.target(result, ObjectOptions.of(mediaType)));
  }
}
