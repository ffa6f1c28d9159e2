package io.github.maskloom.http.wire;

import io.github.maskloom.prepare.DataUrl;
import java.io.IOException;
import java.io.OutputStream;

/** A part of a request's body whose length is known before it is written. */
public interface BodyPart {
  /** How many bytes it has. */
  long length();

  /**
   * Writes it. May be called again.
   *
   * @throws IOException if it cannot be read, or the stream fails
   */
  void writeTo(OutputStream out) throws IOException;

  /** Bytes in memory, which are not copied. */
  static BodyPart of(byte[] bytes) {
    return new BodyPart() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }

  /** An image that is read and encoded while it is written. */
  static BodyPart of(DataUrl url) {
    return new BodyPart() {
      @Override
      public long length() {
        return url.length();
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        url.writeTo(out);
      }
    };
  }
}
