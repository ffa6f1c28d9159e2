package io.github.maskloom.internal.jpeg;

import com.google.common.base.Splitter;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Puts JPEG files together bit by bit, for tests of what no encoder writes.
 *
 * <p>Every word of the Huffman codes has 8 bits and is its own symbol; DC codes have 16 words, AC
 * codes 255. All divisors are 8, so a DC coefficient is the mean of its block, less 128.
 */
public final class CraftedJpeg {
  public static final int SEQUENTIAL = 0xC0;
  public static final int PROGRESSIVE = 0xC2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int components;

  private CraftedJpeg(int components) {
    this.components = components;
    out.write(0xFF);
    out.write(0xD8);
  }

  /** A file without tables whose components 1, 2... are sampled alike. */
  public static CraftedJpeg bare(int frame, int width, int height, int components) {
    CraftedJpeg jpeg = new CraftedJpeg(components);
    byte[] content = new byte[6 + 3 * components];
    content[0] = 8;
    content[1] = (byte) (height >> 8);
    content[2] = (byte) height;
    content[3] = (byte) (width >> 8);
    content[4] = (byte) width;
    content[5] = (byte) components;
    for (int i = 0; i < components; i++) {
      content[6 + 3 * i] = (byte) (1 + i);
      content[7 + 3 * i] = 0x11;
    }
    return jpeg.segment(frame, content);
  }

  /** A file with the tables in slot 0. */
  public static CraftedJpeg of(int frame, int width, int height, int components) {
    return bare(frame, width, height, components).divisors(8).codes(0x00).codes(0x10);
  }

  /** Defines divisors that are all the same. */
  public CraftedJpeg divisors(int divisor) {
    byte[] content = new byte[65];
    Arrays.fill(content, 1, 65, (byte) divisor);
    return segment(0xDB, content);
  }

  /** Defines divisors of 16 bits, all of which are 257. */
  public CraftedJpeg wideDivisors() {
    byte[] content = new byte[129];
    Arrays.fill(content, (byte) 1);
    content[0] = 0x10;
    return segment(0xDB, content);
  }

  /** A sequential gray file of a row of blocks. */
  public static byte[] gray(int blocks, String data) {
    return of(SEQUENTIAL, 8 * blocks, 8, 1).scan(0, 63, 0, 0).data(data).end();
  }

  /** Defines a code of words of 8 bits. */
  public CraftedJpeg codes(int classAndSlot) {
    int words = classAndSlot < 0x10 ? 16 : 255;
    byte[] content = new byte[17 + words];
    content[0] = (byte) classAndSlot;
    content[8] = (byte) words;
    for (int symbol = 0; symbol < words; symbol++) {
      content[17 + symbol] = (byte) symbol;
    }
    return segment(0xC4, content);
  }

  public CraftedJpeg segment(int marker, byte... content) {
    marker(marker);
    out.write((content.length + 2) >> 8);
    out.write(content.length + 2);
    out.writeBytes(content);
    return this;
  }

  public CraftedJpeg marker(int marker) {
    out.write(0xFF);
    out.write(marker);
    return this;
  }

  /** Begins a scan of all components, or of component 1 if AC coefficients are among them. */
  public CraftedJpeg scan(int first, int last, int high, int low) {
    int[] ids = new int[last == 0 ? components : 1];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i + 1;
    }
    return scanOf(ids, first, last, high, low);
  }

  /** Begins a scan of some components. */
  public CraftedJpeg scanOf(int[] ids, int first, int last, int high, int low) {
    byte[] content = new byte[4 + 2 * ids.length];
    content[0] = (byte) ids.length;
    for (int i = 0; i < ids.length; i++) {
      content[1 + 2 * i] = (byte) ids[i];
    }
    content[content.length - 3] = (byte) first;
    content[content.length - 2] = (byte) last;
    content[content.length - 1] = (byte) (high << 4 | low);
    return segment(0xDA, content);
  }

  /** Adds coded data: bits 0 and 1, words in hexadecimal after an x, blanks in between. */
  public CraftedJpeg data(String text) {
    StringBuilder bits = new StringBuilder();
    for (String part : Splitter.on(' ').split(text)) {
      if (part.startsWith("x")) {
        String word = Integer.toBinaryString(0x100 | Integer.parseInt(part.substring(1), 16));
        bits.append(word, 1, 9);
      } else {
        bits.append(part);
      }
    }
    while (bits.length() % 8 != 0) {
      bits.append('1');
    }
    for (int at = 0; at < bits.length(); at += 8) {
      int value = Integer.parseInt(bits.substring(at, at + 8), 2);
      out.write(value);
      if (value == 0xFF) {
        out.write(0);
      }
    }
    return this;
  }

  /** Ends the file. */
  public byte[] end() {
    marker(0xD9);
    return out.toByteArray();
  }
}
