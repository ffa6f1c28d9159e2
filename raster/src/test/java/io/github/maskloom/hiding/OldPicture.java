package io.github.maskloom.hiding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import com.google.common.io.BaseEncoding;
import io.github.maskloom.testing.LowBits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** The room before the paint, as files of six formats, and what such a file can be disguised as. */
public final class OldPicture {
  static final int WIDTH = 160;
  static final int HEIGHT = 64;

  /** JPEG, PNG, GIF, BMP, TIFF and WebP, each of at least 4 KiB. */
  static final List<byte[]> FILES =
      List.of(
          written("jpg"),
          written("png"),
          written("gif"),
          written("bmp"),
          written("tif"),
          webp(WIDTH, HEIGHT));

  private OldPicture() {}

  /** What can stand wherever bytes can. */
  @SuppressWarnings("ImmutableEnumChecker") // The forms are functions without state.
  enum Binary {
    WHOLE(bytes -> bytes),
    STRAY(bytes -> join(new byte[] {0, 'x', 1}, bytes)),
    ZLIB(bytes -> squeezed(bytes, DeflaterOutputStream::new)),
    GZIP(bytes -> squeezed(bytes, GZIPOutputStream::new)),
    BASE64(Text.BASE64.form),
    HEX(Text.HEX.form),
    WIDE(bytes -> text(Text.BASE64.form.apply(bytes)).getBytes(UTF_16LE)),
    WIDE_BIG(bytes -> text(Text.BASE64.form.apply(bytes)).getBytes(UTF_16BE)),
    SWAPPED(bytes -> swapped(bytes, 2)),
    SWAPPED_FOURS(bytes -> swapped(bytes, 4));

    final UnaryOperator<byte[]> form;
    final List<byte[]> pictures;

    Binary(UnaryOperator<byte[]> form) {
      this.form = form;
      this.pictures = FILES.stream().map(form).toList();
    }
  }

  /** What can stand where text of Latin letters can, that of XML too. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Text {
    BASE64(bytes -> Base64.getEncoder().encode(bytes)),
    LINES(bytes -> Base64.getMimeEncoder().encode(bytes)),
    ZLIB_URL(bytes -> Base64.getUrlEncoder().encode(squeezed(bytes, DeflaterOutputStream::new))),
    HEX(bytes -> BaseEncoding.base16().lowerCase().encode(bytes).getBytes(ISO_8859_1)),
    HEX_LINES(
        bytes -> BaseEncoding.base16().withSeparator("\n", 72).encode(bytes).getBytes(ISO_8859_1));

    final UnaryOperator<byte[]> form;
    final List<byte[]> pictures;

    Text(UnaryOperator<byte[]> form) {
      this.form = form;
      this.pictures = FILES.stream().map(form).toList();
    }
  }

  /** A picture in a form, both chosen by a number so that each meets each in the long run. */
  static byte[] binary(int number) {
    return Binary.values()[number % Binary.values().length].pictures.get(file(number));
  }

  /** The same as text. */
  static byte[] text(int number) {
    return Text.values()[number % Text.values().length].pictures.get(file(number));
  }

  /** The smallest picture as text, for places that need many bytes a letter. */
  static byte[] shortText(int number) {
    return Text.values()[number % Text.values().length].pictures.get(0);
  }

  private static int file(int number) {
    return number * 7 / 10 % FILES.size();
  }

  static String text(byte[] latin) {
    return new String(latin, ISO_8859_1);
  }

  static byte[] join(byte[]... parts) {
    return com.google.common.primitives.Bytes.concat(parts);
  }

  static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static byte[] swapped(byte[] bytes, int group) {
    byte[] swapped = Arrays.copyOf(bytes, (bytes.length + group - 1) / group * group);
    for (int at = 0; at < swapped.length; at += group) {
      for (int i = 0; i < group / 2; i++) {
        byte first = swapped[at + i];
        swapped[at + i] = swapped[at + group - 1 - i];
        swapped[at + group - 1 - i] = first;
      }
    }
    return swapped;
  }

  static byte[] zlib(byte[] bytes) {
    return squeezed(bytes, DeflaterOutputStream::new);
  }

  /** A stream that packs what is written to it. */
  interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] squeezed(byte[] bytes, Packer packer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed = packer.over(out)) {
      packed.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] written(String format) {
    BufferedImage gray = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int at = 0; at < WIDTH * HEIGHT; at++) {
      gray.getRaster().setSample(at % WIDTH, at / WIDTH, 0, sample(at));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(gray, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A slope with grain, which no format makes small. */
  private static int sample(int at) {
    int grain = (at + 1) * 0x9E3779B9;
    grain = (grain ^ grain >>> 15) * 0x85EBCA6B;
    return (at / WIDTH + at % WIDTH + ((grain ^ grain >>> 13) & 0x7F)) & 0xFF;
  }

  /** Lossless WebP whose green is stored as it is, and whose red and blue are zero. */
  static byte[] webp(int width, int height) {
    LowBits bits = new LowBits();
    bits.put(0x2F, 8).put(width - 1, 14).put(height - 1, 14).put(0, 4).put(0, 3);
    bits.put(0, 1).put(8, 4);
    for (int length : new int[] {0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1}) {
      bits.put(length, 3);
    }
    bits.put(0, 1).put(-1, 32).put(-1, 32).put(-1, 32).put(-1, 32);
    bits.put(-1, 32).put(-1, 32).put(-1, 32).put(-1, 32).put(0, 24);
    for (int code = 0; code < 3; code++) {
      bits.put(1, 1).put(0, 1).put(1, 1).put(code == 2 ? 255 : 0, 8);
    }
    bits.put(1, 1).put(0, 1).put(0, 1).put(0, 1);
    for (int at = 0; at < width * height; at++) {
      bits.put(Integer.reverse(sample(at)) >>> 24, 8);
    }
    return Containers.riff(Containers.riffChunk("VP8L", bits.bytes()));
  }
}
