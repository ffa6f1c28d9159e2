package io.github.maskloom.testing;

import java.io.IOException;
import java.io.OutputStream;

/** Takes so many bytes, and fails with the next. */
public final class FullDisk extends OutputStream {
  public final IOException failure = new IOException("the disk is full");
  private int room;

  public FullDisk(int room) {
    this.room = room;
  }

  @Override
  public void write(int value) throws IOException {
    if (room-- == 0) {
      throw failure;
    }
  }
}
