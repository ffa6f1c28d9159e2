package io.github.maskloom.golden;

import static io.github.maskloom.testing.ZlibStyle.ONE_FIXED;

import io.github.maskloom.ImageRows;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputFormat.ChromaSampling;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.ExifBlocks;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestProfiles;
import io.github.maskloom.testing.TestRows;
import io.github.maskloom.testing.TestTiff;
import io.github.maskloom.testing.UltraHdr;
import io.github.maskloom.testing.ZlibStyle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Photos, answers and masks that are the same on every machine. No native encoder makes one: what
 * this library does not write was written once, and is a resource.
 */
final class GoldenImages {
  static final int WIDTH = 96;
  static final int HEIGHT = 64;

  private static final String GAIN = "hdrgm:GainMapMin=\"-1\" hdrgm:GainMapMax=\"3\"";
  private static final byte[] P3 = TestProfiles.displayP3().encode();
  private static final List<Photo> PHOTOS = new ArrayList<>();

  private GoldenImages() {}

  /** An image and its sides as it is seen upright. */
  @SuppressWarnings("ArrayRecordComponent")
  record Photo(String name, byte[] bytes, int width, int height) {
    private Photo(String name, byte[] bytes) {
      this(name, bytes, WIDTH, HEIGHT);
    }
  }

  /** One photo of every kind, drawn once. */
  static synchronized List<Photo> photos() throws IOException {
    if (PHOTOS.isEmpty()) {
      PHOTOS.addAll(drawn());
    }
    return PHOTOS;
  }

  private static List<Photo> drawn() throws IOException {
    List<Photo> photos = new ArrayList<>();
    for (ColorType type : ColorType.values()) {
      photos.add(new Photo("png-" + type + "-8", png(type, 8).encode()));
      if (type.allows(16)) {
        photos.add(new Photo("png-" + type + "-16", png(type, 16).encode()));
      }
    }
    photos.add(new Photo("png-gray-2", png(ColorType.GRAY, 2).encode()));
    photos.add(new Photo("png-tRNS", png(ColorType.RGB, 8).transparentColorOf(0).encode()));
    photos.add(
        new Photo(
            "png-palette-tRNS",
            png(ColorType.PALETTE, 8).paletteAlpha((byte) 0, (byte) 130).encode()));
    photos.add(new Photo("png-interlaced", png(ColorType.RGB, 8).interlaced(true).encode()));
    photos.add(new Photo("png-fields", pngWithFields()));
    photos.add(
        new Photo(
            "png-p3",
            PngFiles.withChunk(png(ColorType.RGB, 8).encode(), "cICP", new byte[] {12, 13, 0, 1})));
    for (ChromaSampling chroma : ChromaSampling.values()) {
      photos.add(new Photo("jpeg-" + chroma, jpeg(3, chroma, false)));
    }
    photos.add(new Photo("jpeg-optimized", jpeg(3, ChromaSampling.RATIO_420, true)));
    photos.add(new Photo("jpeg-gray", jpeg(1, ChromaSampling.RATIO_420, false)));
    photos.add(new Photo("jpeg-progressive", resource("progressive.jpg")));
    photos.add(new Photo("jpeg-restarting", resource("restarting.jpg")));
    photos.add(new Photo("jpeg-inks", resource("inks.jpg")));
    photos.add(new Photo("jpeg-turned-3", turned(3)));
    photos.add(new Photo("jpeg-turned-6", turned(6), /* width= */ HEIGHT, /* height= */ WIDTH));
    photos.add(new Photo("jpeg-fields", jpegWithFields()));
    photos.add(new Photo("jpeg-p3", JpegEdits.withProfile(plainJpeg(), P3, 1)));
    photos.add(new Photo("jpeg-hdr", hdr()));
    photos.add(new Photo("gif", byImageIo("gif")));
    photos.add(new Photo("bmp", byImageIo("bmp")));
    photos.add(new Photo("tiff-8", new TestTiff(WIDTH, HEIGHT, 3, 8).encode()));
    photos.add(new Photo("tiff-16", new TestTiff(WIDTH, HEIGHT, 1, 16).strips(9).encode()));
    return photos;
  }

  /** One of the photos. */
  static Photo photo(String name) throws IOException {
    return photos().stream().filter(photo -> photo.name().equals(name)).findFirst().orElseThrow();
  }

  private static TestPng png(ColorType type, int depth) {
    int values = type == ColorType.PALETTE ? 1 << depth : 0;
    int[] samples = texture(WIDTH, HEIGHT, type.channels(), depth, 0);
    if (values > 0) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] %= values;
      }
    }
    return TestPng.of(type, depth, WIDTH, HEIGHT)
        .samples(samples)
        .idatBytes(4_000)
        .zlib(ZlibStyle.ONE_DYNAMIC_OF_FEW_RUNS);
  }

  private static byte[] plainJpeg() throws IOException {
    return jpeg(3, ChromaSampling.RATIO_420, false);
  }

  private static byte[] jpeg(int bands, ChromaSampling chroma, boolean optimized)
      throws IOException {
    return jpeg(WIDTH, HEIGHT, bands, new OutputFormat.Jpeg(90, 0, chroma, optimized, false));
  }

  private static byte[] jpeg(int width, int height, int bands, OutputFormat format)
      throws IOException {
    return written(width, height, bands, texture(width, height, bands, 8, 0), format);
  }

  private static byte[] written(
      int width, int height, int bands, int[] samples, OutputFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageGeometry geometry = ImageGeometry.of(width, height, bands, 8);
    ImageRows.create().write(TestRows.reader(geometry, samples), format, ImageTarget.of(out));
    return out.toByteArray();
  }

  private static byte[] turned(int orientation) throws IOException {
    return Drawn.turned(orientation, plainJpeg());
  }

  private static byte[] pngWithFields() {
    byte[] png = png(ColorType.RGB, 8).encode();
    byte[] text = "Author\0somebody".getBytes(StandardCharsets.ISO_8859_1);
    byte[] exif =
        ExifBlocks.withValue(
            ByteOrder.LITTLE_ENDIAN, 0x010F, "maker\0".getBytes(StandardCharsets.ISO_8859_1));
    byte[] dots = {0, 0, 11, 19, 0, 0, 11, 19, 1};
    return PngFiles.withChunk(
        PngFiles.withChunk(PngFiles.withChunk(png, "tEXt", text), "eXIf", exif), "pHYs", dots);
  }

  private static byte[] jpegWithFields() throws IOException {
    byte[] thumbnail = jpeg(16, 16, 3, OutputFormat.jpeg(50));
    byte[] packet =
        ("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
                + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description"
                + " rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmp:Rating=\"4\""
                + " xmp:Odd=\"1\"/></rdf:RDF></x:xmpmeta>")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] jpeg = JpegEdits.withSegment(plainJpeg(), 0xFE, new byte[] {'h', 'i'});
    jpeg = JpegEdits.withSegment(jpeg, 0xE1, packet);
    return JpegEdits.withExif(jpeg, ExifBlocks.withThumbnail(ByteOrder.BIG_ENDIAN, 1, thumbnail));
  }

  private static byte[] hdr() throws IOException {
    byte[] map = jpeg(WIDTH / 2, HEIGHT / 2, 1, OutputFormat.jpeg(90));
    return new UltraHdr(plainJpeg(), map).xmp(GAIN).file();
  }

  /** Written by the JDK's own Java code. */
  private static byte[] byImageIo(String format) {
    int type = format.equals("gif") ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    int[] samples = texture(WIDTH, HEIGHT, 3, 8, 0);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      if (format.equals("gif")) {
        image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, samples[3 * i] / 3);
      } else {
        int rgb = samples[3 * i] << 16 | samples[3 * i + 1] << 8 | samples[3 * i + 2];
        image.setRGB(i % WIDTH, i / WIDTH, rgb);
      }
    }
    return Drawn.encoded(image, format);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = GoldenImages.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** Soft slopes with some noise, and an edge. */
  private static int[] texture(int width, int height, int channels, int depth, int seed) {
    int[] samples = new int[width * height * channels];
    int noise = 0x2545F491 + seed;
    for (int i = 0; i < samples.length; i++) {
      int channel = i % channels;
      int x = i / channels % width;
      int y = i / channels / width;
      noise ^= noise << 13;
      noise ^= noise >>> 17;
      noise ^= noise << 5;
      int slope = (x * (3 - channel) * 96 / width + y * (1 + channel) * 96 / height) % 192;
      int value = 20 + Math.abs(slope - 96) + (x > width * 2 / 3 ? 40 : 0) + (noise >>> 29);
      samples[i] = depth == 16 ? value * 257 + (noise & 0xFF) : value >> (8 - depth);
    }
    return samples;
  }

  /** Photos as large as the masks of canvases. */
  static List<Photo> large() throws IOException {
    int side = 2048;
    int[] photo = texture(side, side, 3, 8, 0);
    return List.of(
        new Photo("png", written(side, side, 3, photo, OutputFormat.PNG), side, side),
        new Photo("jpeg", written(side, side, 3, photo, OutputFormat.jpeg(90)), side, side));
  }

  /** A larger photo, and the same as a model redraws it with other colors. */
  static List<Photo> shifted() throws IOException {
    int width = 160;
    int height = 120;
    int[] photo = texture(width, height, 3, 8, 0);
    int[] answer = new int[photo.length];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = Math.min(255, photo[i] * 108 / 100 + 3 * (i % 3));
    }
    return List.of(
        new Photo("photo", written(width, height, 3, photo, OutputFormat.PNG), width, height),
        new Photo("answer", written(width, height, 3, answer, OutputFormat.PNG), width, height),
        new Photo("jpeg", written(width, height, 3, photo, OutputFormat.jpeg(92)), width, height));
  }

  /** What a model may answer with: a kind, of any size. */
  static byte[] answer(String kind, int width, int height) throws IOException {
    int[] rgb = texture(width, height, 3, 8, 77);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = 255 - rgb[i];
    }
    return switch (kind) {
      case "png" -> written(width, height, 3, rgb, OutputFormat.PNG);
      case "jpeg" -> written(width, height, 3, rgb, OutputFormat.jpeg(88));
      case "p3" ->
          JpegEdits.withProfile(written(width, height, 3, rgb, OutputFormat.jpeg(88)), P3, 1);
      case "gray" -> written(width, height, 1, texture(width, height, 1, 8, 7), OutputFormat.PNG);
      case "rgba" -> written(width, height, 4, texture(width, height, 4, 8, 7), OutputFormat.PNG);
      case "deep" ->
          TestPng.of(ColorType.RGB, 16, width, height)
              .samples(texture(width, height, 3, 16, 7))
              .zlib(ONE_FIXED)
              .encode();
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** How much of a pixel a mask of a kind covers, 0 to 255. */
  private static int coverage(String kind, int x, int y, int width, int height) {
    int column = x * 48 / width;
    int row = y * 48 / height;
    return switch (kind) {
      case "spot" -> column >= 33 && column < 36 && row >= 38 && row < 41 ? 255 : 0;
      case "blank" -> 0;
      case "all" -> 255;
      case "ring" -> ring(Math.max(Math.abs(column - 24), Math.abs(row - 24)));
      case "soft" -> soft(column, row);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static int ring(int away) {
    return away == 14 ? 255 : away == 13 || away == 15 ? 90 : 0;
  }

  /** A hard part at half opacity, an opaque one, and a slope. */
  private static int soft(int column, int row) {
    if (row < 8 || row >= 30 || column < 10 || column >= 34) {
      return 0;
    }
    return column < 18 ? 128 : column < 24 ? 255 : (34 - column) * 24;
  }

  /** A mask of paint, of 8 bits a sample. */
  static byte[] painted(String kind, int width, int height) {
    return mask(ColorType.RGBA, 8, kind, width, height, false);
  }

  /** A mask whose white edits. */
  static byte[] white(String kind, int width, int height) {
    return mask(ColorType.GRAY, 8, kind, width, height, false);
  }

  /** A mask whose transparency edits. */
  static byte[] transparent(String kind, int width, int height) {
    return mask(ColorType.RGBA, 8, kind, width, height, true);
  }

  /** A mask of other samples. */
  static byte[] mask(
      ColorType type, int depth, String kind, int width, int height, boolean inverse) {
    int channels = type.channels();
    int[] samples = new int[width * height * channels];
    int scale = depth == 16 ? 257 : 1;
    for (int i = 0; i < width * height; i++) {
      int covered = coverage(kind, i % width, i / width, width, height);
      int[] color = {30, 120 + i % 100, 250, inverse ? 255 - covered : covered};
      for (int channel = 0; channel < channels; channel++) {
        boolean last = channel == channels - 1;
        samples[i * channels + channel] = color[last && channels != 3 ? 3 : channel] * scale;
      }
    }
    return TestPng.of(type, depth, width, height).samples(samples).zlib(ONE_FIXED).encode();
  }

  /** A JPEG whose white edits. */
  static byte[] whiteJpeg(int width, int height) throws IOException {
    int[] samples = new int[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = coverage("soft", i % width, i / width, width, height);
    }
    return written(width, height, 1, samples, OutputFormat.jpeg(90));
  }
}
