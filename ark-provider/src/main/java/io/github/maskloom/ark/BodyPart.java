package io.github.maskloom.ark;

import io.github.maskloom.prepare.DataUrl;
import java.io.IOException;
import java.io.OutputStream;
import okio.ByteString;

/** A part of a request's body whose length is known before it is written. */
sealed interface BodyPart {
  /** How many bytes it has. */
  long length();

  /**
   * Writes it; may be called again.
   *
   * @throws IOException if it cannot be read, or the stream fails
   */
  void writeTo(OutputStream out) throws IOException;

  /** Bytes in memory. */
  record Text(ByteString bytes) implements BodyPart {
    @Override
    public long length() {
      return bytes.size();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      bytes.write(out);
    }
  }

  /** An image that is read and encoded while it is written. */
  record Image(DataUrl url) implements BodyPart {
    @Override
    public long length() {
      return url.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      url.writeTo(out);
    }
  }
}
