package io.github.maskloom.image;

import java.util.Objects;

/**
 * An ancillary chunk of a PNG that travels to another PNG as it stands, such as text.
 *
 * <p>Immutable; the array is copied in and out.
 */
public final class PngChunk {
  private final String type;
  private final byte[] data;

  /**
   * A chunk.
   *
   * @param type its four letters, such as {@code iTXt}
   * @param data what it holds, without length, type and CRC
   * @throws IllegalArgumentException if the type does not consist of four letters of ASCII
   */
  public PngChunk(String type, byte[] data) {
    if (!type.matches("[A-Za-z]{4}")) {
      throw new IllegalArgumentException("a type consists of four letters, unlike " + type);
    }
    this.type = Objects.requireNonNull(type);
    this.data = data.clone();
  }

  /** The four letters that name it. */
  public String type() {
    return type;
  }

  /** What it holds. */
  public byte[] data() {
    return data.clone();
  }

  /** Bytes of {@link #data}. */
  public int length() {
    return data.length;
  }

  /** Says the type and the length, never what it holds. */
  @Override
  public String toString() {
    return type + " of " + data.length + " bytes";
  }
}
