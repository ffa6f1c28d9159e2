package io.github.maskloom.http.wire;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.internal.file.BlockOutputStream;
import io.github.maskloom.prepare.DataUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A part of a request's body whose length is known before it is written. */
public interface BodyPart {
  /** {@return how many bytes {@link #writeTo} writes, the same at every call} */
  long length();

  /**
   * Writes all bytes of this part. May be called again, for another attempt.
   *
   * @param out stays open
   * @throws IOException if an image cannot be read, or the stream fails
   */
  void writeTo(OutputStream out) throws IOException;

  /**
   * Makes a part of bytes in memory.
   *
   * @param bytes not copied, so not to be changed
   * @return a part with just these bytes
   */
  static BodyPart of(byte[] bytes) {
    return new FixedPart(bytes.length, out -> out.write(bytes));
  }

  /**
   * Makes a part of an image as it is, which is read each time the part is written. Writing fails
   * if the image has another length by then.
   *
   * @param image whose source stays the caller's
   * @return a part with all bytes of the image
   */
  static BodyPart of(ProviderInput.Image image) {
    return new FixedPart(
        image.bytes(),
        out -> {
          try (InputStream in = image.source().open()) {
            if (in.transferTo(out) != image.bytes()) {
              throw new IOException("an image to be sent has changed its length");
            }
          }
        });
  }

  /**
   * Makes a part of a data URL, whose image is read and encoded each time it is written.
   *
   * @param url the image, which stays where it is
   * @return a part with the whole data URL
   */
  static BodyPart of(DataUrl url) {
    return new FixedPart(url.length(), url::writeTo);
  }

  /**
   * Makes a part of an image in base64, without the beginning of a data URL. The image is read and
   * encoded each time it is written.
   *
   * @param url the image, which stays where it is
   * @return a part with what follows the comma of the data URL
   */
  static BodyPart base64(DataUrl url) {
    int before = ("data:" + url.mediaType() + ";base64,").length();
    return new FixedPart(url.length() - before, out -> url.writeTo(without(before, out)));
  }

  private static OutputStream without(int start, OutputStream out) {
    return new BlockOutputStream() {
      private int left = start;

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        int dropped = Math.min(left, length);
        left -= dropped;
        out.write(from, offset + dropped, length - dropped);
      }
    };
  }
}
