package io.github.maskloom.http.wire;

import java.io.IOException;
import java.io.OutputStream;

/** A part that is written by what it was made of. */
record FixedPart(long length, Writing writing) implements BodyPart {
  /** Writes so many bytes, each time it is asked to. */
  interface Writing {
    void writeTo(OutputStream out) throws IOException;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    writing.writeTo(out);
  }
}
