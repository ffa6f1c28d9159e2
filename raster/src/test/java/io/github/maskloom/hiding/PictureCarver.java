package io.github.maskloom.hiding;

import static io.github.maskloom.hiding.OldPicture.latin;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Finds pictures in a file beside the one that it is: by signatures at any place, in raw bytes, in
 * streams of deflate, in base64, hex and UTF-16, with bytes swapped, and in each of these again. A
 * picture counts if it decodes and has 32 pixels or more on both sides.
 */
public final class PictureCarver {
  private static final int MIN_SIDE = 32;
  private static final int MAX_DEPTH = 4;
  private static final int MAX_INFLATED = 1 << 20;
  private static final int MIN_RUN = 300;
  private static final Map<String, byte[]> SIGNATURES =
      Map.of(
          "jpeg", latin("\377\330\377"),
          "png", latin("\211PNG\r\n\32\n"),
          "gif", latin("GIF8"),
          "bmp", latin("BM"),
          "tiff", latin("II*\0"),
          "TIFF", latin("MM\0*"),
          "webp", latin("RIFF"));
  private static final CharMatcher BASE64 =
      CharMatcher.inRange('A', 'Z')
          .or(CharMatcher.inRange('a', 'z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("+/-_"))
          .precomputed();
  private static final CharMatcher SPACE = CharMatcher.anyOf(" \t\r\n=");
  private static final Pattern ENTITY = Pattern.compile("&#(x?)([0-9A-Fa-f]{1,4});");

  /** What stands before a dataset of IPTC, and before the name of one of Photoshop's resources. */
  private static final Pattern HEAD = Pattern.compile("(?s)\034..[\0-\177].|\0{5}8BIM...");

  private final List<String> found = new ArrayList<>();

  private PictureCarver() {}

  /** What is found first, in words; nothing if the file is alone. */
  public static List<String> pictures(byte[] file) {
    PictureCarver carver = new PictureCarver();
    carver.signatures(Arrays.copyOfRange(file, 1, file.length), "file");
    regions(file).forEach((name, bytes) -> carver.look(bytes, name, 0));
    return carver.found;
  }

  /** What is not pixels: each part, and parts of the same kind behind each other. */
  private static Map<String, byte[]> regions(byte[] file) {
    Map<String, byte[]> regions = new TreeMap<>();
    regions.put("file", shifted(file));
    if (file[0] == (byte) 0xFF) {
      segments(file, regions);
    } else if (file[0] == (byte) 0x89) {
      chunks(file, regions);
    }
    return regions;
  }

  private static void append(Map<String, byte[]> regions, String name, byte[] bytes) {
    regions.put(name + " " + regions.size(), bytes);
    regions.merge(name, bytes, Bytes::concat);
  }

  private static void segments(byte[] file, Map<String, byte[]> regions) {
    Map<String, List<byte[]>> named = new TreeMap<>();
    int at = 2;
    int marker = 0;
    while (at + 4 <= file.length && marker != 0xD9) {
      marker = file[at + 1] & 0xFF;
      int length = (file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF);
      int end = marker == 0xD9 ? at + 2 : at + 2 + length;
      byte[] content = Arrays.copyOfRange(file, Math.min(at + 4, end), end);
      append(regions, "segment", content);
      String name = marker + OldPicture.text(Arrays.copyOf(content, 3));
      named.computeIfAbsent(name, key -> new ArrayList<>()).add(content);
      int zero = Math.min(content.length, Bytes.indexOf(content, (byte) 0) + 1);
      append(regions, "body", Arrays.copyOfRange(content, zero, content.length));
      at = end;
      if (marker == 0xDA) {
        int from = at;
        while (at + 1 < file.length
            && (file[at] != (byte) 0xFF || file[at + 1] == 0 || (file[at + 1] & 0xF8) == 0xD0)) {
          at++;
        }
        regions.put(
            "scan " + at,
            latin(OldPicture.text(Arrays.copyOfRange(file, from, at)).replace("\377\0", "\377")));
      }
    }
    named.forEach(
        (name, contents) -> {
          int length = sharedLength(contents);
          regions.put("bodies of " + name, joined(contents, length));
          regions.put("bodies with a byte of " + name, joined(contents, Math.max(0, length - 1)));
        });
    regions.put("behind", Arrays.copyOfRange(file, Math.min(at, file.length), file.length));
  }

  /** The length of the name that segments have in common, or more if what follows is alike. */
  private static int sharedLength(List<byte[]> segments) {
    return segments.stream()
        .mapToInt(segment -> Arrays.mismatch(segments.get(0), segment))
        .filter(same -> same >= 0)
        .min()
        .orElse(0);
  }

  private static byte[] joined(List<byte[]> segments, int from) {
    return segments.stream()
        .map(segment -> Arrays.copyOfRange(segment, from, segment.length))
        .reduce(new byte[0], Bytes::concat);
  }

  private static void chunks(byte[] file, Map<String, byte[]> regions) {
    ByteBuffer in = ByteBuffer.wrap(file).position(8);
    byte[] stream = new byte[0];
    String type = "";
    while (in.remaining() >= 12 && !type.equals("IEND")) {
      int length = in.getInt();
      type = OldPicture.text(Arrays.copyOfRange(file, in.position(), in.position() + 4));
      int at = in.position() + 4;
      byte[] data = Arrays.copyOfRange(file, at, at + length);
      if (type.equals("IDAT")) {
        stream = Bytes.concat(stream, data);
      } else {
        append(regions, type, data);
        append(
            regions,
            type + " text",
            Arrays.copyOfRange(data, Bytes.indexOf(data, (byte) 0) + 1, data.length));
      }
      in.position(at + length + 4);
    }
    Inflater inflater = new Inflater();
    byte[] rows = inflated(stream, 0, inflater);
    int used = (int) inflater.getBytesRead();
    inflater.end();
    regions.put("behind zlib", Arrays.copyOfRange(stream, used, stream.length));
    regions.put("rows", rows);
    regions.put("behind", Arrays.copyOfRange(file, in.position(), file.length));
  }

  private void look(byte[] bytes, String where, int depth) {
    if (bytes.length < MIN_RUN || !found.isEmpty()) {
      return;
    }
    signatures(bytes, where);
    if (depth < MAX_DEPTH) {
      signatures(OldPicture.swapped(bytes, 2), where + ", swapped");
      signatures(OldPicture.swapped(shifted(bytes), 2), where + ", swapped");
      for (int shift = 0; shift < 4; shift++) {
        byte[] rest = Arrays.copyOfRange(bytes, shift, bytes.length);
        signatures(OldPicture.swapped(rest, 4), where + ", swapped fours");
      }
    }
    if (depth < MAX_DEPTH) {
      streams(bytes, where, depth);
      letters(bytes, where, depth);
      narrow(bytes, where, depth);
    }
  }

  private static byte[] shifted(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  private void signatures(byte[] bytes, String where) {
    SIGNATURES.forEach(
        (format, signature) -> {
          int from = 0;
          int at = index(bytes, signature, from);
          while (at >= 0 && found.isEmpty()) {
            if (decodes(format.toLowerCase(Locale.ROOT), bytes, at)) {
              found.add(format + " at " + at + " of " + where);
            }
            at = index(bytes, signature, at + 1);
          }
        });
  }

  private static int index(byte[] bytes, byte[] signature, int from) {
    for (int at = from; at + signature.length <= bytes.length; at++) {
      if (bytes[at] == signature[0]
          && Arrays.equals(bytes, at, at + signature.length, signature, 0, signature.length)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean decodes(String format, byte[] bytes, int at) {
    byte[] file = Arrays.copyOfRange(bytes, at, bytes.length);
    if (format.equals("webp")) {
      return isWebp(file);
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, false, true);
      boolean small =
          reader.getWidth(0) < MIN_SIDE
              || reader.getHeight(0) < MIN_SIDE
              || (long) reader.getWidth(0) * reader.getHeight(0) > 1 << 22;
      BufferedImage image = small ? new BufferedImage(1, 1, 1) : reader.read(0);
      return image.getWidth() >= MIN_SIDE;
    } catch (IOException | RuntimeException e) {
      return false;
    } finally {
      reader.dispose();
    }
  }

  /** Without a decoder at hand: the container's lengths and the size of the image must be right. */
  private static boolean isWebp(byte[] file) {
    if (file.length < 30 || !OldPicture.text(Arrays.copyOfRange(file, 8, 15)).equals("WEBPVP8")) {
      return false;
    }
    ByteBuffer in = ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int chunk = in.getInt(16);
    boolean whole = chunk > 0 && chunk <= in.getInt(4) && chunk <= file.length - 20;
    return whole && (file[15] != 'L' || file[20] == 0x2F);
  }

  private void streams(byte[] bytes, String where, int depth) {
    for (int at = 0; at + 2 < bytes.length; at++) {
      int head = (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
      boolean zlib = head >>> 8 == 0x78 && head % 31 == 0;
      boolean gzip = head == 0x1F8B && bytes[at + 2] == 8;
      if (zlib || gzip) {
        Inflater inflater = new Inflater(gzip);
        byte[] data = inflated(bytes, gzip ? at + 10 : at, inflater);
        inflater.end();
        look(data, where + ", inflated", depth + 1);
      }
    }
  }

  private static byte[] inflated(byte[] bytes, int from, Inflater inflater) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];
    inflater.setInput(bytes, Math.min(from, bytes.length), Math.max(0, bytes.length - from));
    try {
      int count = inflater.inflate(buffer);
      while (count > 0 && out.size() < MAX_INFLATED) {
        out.write(buffer, 0, count);
        count = inflater.inflate(buffer);
      }
    } catch (DataFormatException e) {
      return out.toByteArray();
    }
    return out.toByteArray();
  }

  private void letters(byte[] bytes, String where, int depth) {
    runs(bytes, where, depth);
    String text = OldPicture.text(bytes);
    String unframed = HEAD.matcher(text).replaceAll("");
    if (unframed.length() < text.length()) {
      runs(latin(unframed), where + ", unframed", depth);
    }
    if (Bytes.indexOf(bytes, (byte) '<') >= 0) {
      String spoken = ENTITY.matcher(text).replaceAll(PictureCarver::letter);
      runs(latin(spoken), where + ", entities", depth);
      runs(latin(spoken.replaceAll("<!\\[CDATA\\[|]]>|<[^>]*>", "")), where + ", bare", depth);
    }
  }

  private static String letter(MatchResult match) {
    int code = Integer.parseInt(match.group(2), match.group(1).isEmpty() ? 10 : 16);
    return Matcher.quoteReplacement(Character.toString(code % 256));
  }

  /** What may be base64 or hex, which is of its letters too. */
  private void runs(byte[] text, String where, int depth) {
    StringBuilder run = new StringBuilder();
    for (int at = 0; at <= text.length; at++) {
      char letter = at < text.length ? (char) (text[at] & 0xFF) : 0;
      if (BASE64.matches(letter)) {
        run.append(letter);
      } else if (!SPACE.matches(letter)) {
        if (run.length() > MIN_RUN) {
          unpack(run.toString(), where, depth);
        }
        run.setLength(0);
      }
    }
  }

  private void unpack(String run, String where, int depth) {
    String base64 = run.replace('-', '+').replace('_', '/');
    for (int shift = 0; shift < 4; shift++) {
      int length = run.length() - shift;
      length -= length % 4 == 1 ? 1 : 0;
      byte[] bytes = BaseEncoding.base64().decode(base64.substring(shift, shift + length));
      look(bytes, where + ", base64", depth + 1);
    }
    String hex =
        Splitter.on(CharMatcher.anyOf("0123456789ABCDEF").negate())
            .splitToStream(run.toUpperCase(Locale.ROOT))
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    for (int shift = 0; shift < 2 && hex.length() > MIN_RUN; shift++) {
      int length = (hex.length() - shift) / 2 * 2;
      byte[] bytes = BaseEncoding.base16().decode(hex.substring(shift, shift + length));
      look(bytes, where + ", hex", depth + 1);
    }
  }

  /** Letters of two bytes, of which one is zero, whichever it is. */
  private void narrow(byte[] bytes, String where, int depth) {
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      boolean zero = bytes[at] == 0;
      boolean next = at + 1 >= bytes.length || (bytes[at + 1] == 0) == zero;
      if (next) {
        if (at - from > 2 * MIN_RUN) {
          byte[] wide = Arrays.copyOfRange(bytes, from, at + 1);
          look(latin(OldPicture.text(wide).replace("\0", "")), where + ", narrowed", depth + 1);
        }
        from = at + 1;
      }
    }
  }
}
