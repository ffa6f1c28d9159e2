package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.image.SplicedMcus.Coding;
import io.github.maskloom.internal.jpeg.Jpegs;
import io.github.maskloom.internal.jpeg.splice.SpliceCase.Spliced;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever cjpeg writes and whatever is painted: pixels more than one pixel outside touched MCUs
 * are the same in three decoders, all pixels outside them are where chroma is not interpolated, and
 * djpeg has nothing to say.
 */
class RandomJpegSpliceTest {
  private static final int IMAGES = 40;
  private static final int MANY_IMAGES = 1000;

  /** Factors of the three components as cjpeg takes them; those of the others are 1x1 if unsaid. */
  private static final List<String> SAMPLINGS =
      List.of(
          "1x1",
          "2x1",
          "1x2",
          "2x2",
          "4x1",
          "1x4",
          "4x2",
          "2x4",
          "3x1",
          "1x3",
          "3x2",
          "2x2,1x1,2x1",
          "2x2,2x1,1x2",
          "4x1,2x1,1x1",
          "2x1,1x1,2x1",
          "2x2,1x2,1x1",
          "4x2,1x1,1x1");

  private static final List<String> SCANS = List.of("0;1;2;", "1;0 2;", "0 1 2;");

  @Test
  void keepsWhatIsNotPaintedInEveryDecoder() throws IOException {
    check(IMAGES, 0);
  }

  @Test
  @Tag("large")
  void keepsWhatIsNotPaintedInManyImages() throws IOException {
    System.out.println("spliced " + check(MANY_IMAGES, 1));
  }

  /** Every photograph in the folder that the property {@code maskloom.photos} names. */
  @Test
  @Tag("large")
  void keepsWhatIsNotPaintedInPhotographs() throws IOException {
    String folder = System.getProperty("maskloom.photos", "");
    assumeTrue(!folder.isEmpty(), "maskloom.photos names no folder");
    IndependentDecoders.require("djpeg");
    List<Path> photos;
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      photos = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    for (Path photo : photos) {
      SpliceCase image = new SpliceCase(Files.readAllBytes(photo));
      Random random = new Random(image.source.length);
      for (int i = 0; i < 12; i++) {
        int left = random.nextInt(image.width);
        int top = random.nextInt(image.height);
        int color = random.nextInt() | (random.nextBoolean() ? 0xFF : 0);
        image.rectangle(left, top, left + image.width / 8, top + image.height / 8, color);
      }
      Coding coding = check(image);
      System.out.println(photo.getFileName() + ", " + coding);
    }
    assertThat(photos).isNotEmpty();
  }

  /** Returns how many images were coded in which way. */
  private static Map<Coding, Integer> check(int images, int seed) throws IOException {
    IndependentDecoders.require("djpeg");
    IndependentDecoders.require("cjpeg");
    Random random = new Random(seed);
    Map<Coding, Integer> codings = new EnumMap<>(Coding.class);
    for (int i = 0; i < images; i++) {
      List<String> options = options(random);
      SpliceCase image = new SpliceCase(file(options, random));
      for (int n = random.nextInt(4); n > 0; n--) {
        JpegSplicePropertyTest.paint(image, random);
      }
      if (random.nextInt(3) == 0) {
        image.noise(random);
      }
      try {
        codings.merge(check(image), 1, Integer::sum);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("image " + i + " by cjpeg " + options, e);
      }
    }
    assertThat(codings).containsOnlyKeys(Coding.values());
    return codings;
  }

  private static List<String> options(Random random) {
    List<String> options =
        new ArrayList<>(List.of("-quality", String.valueOf(20 + random.nextInt(80))));
    if (random.nextInt(8) == 0) {
      options.add("-grayscale");
    } else {
      options.addAll(List.of("-sample", SAMPLINGS.get(random.nextInt(SAMPLINGS.size()))));
      if (random.nextInt(6) == 0) {
        options.add("-rgb");
      }
    }
    if (random.nextInt(3) == 0) {
      options.addAll(
          List.of("-restart", 1 + random.nextInt(5) + (random.nextBoolean() ? "B" : "")));
    }
    int kind = random.nextInt(10);
    if (kind < 2) {
      options.add("-progressive");
    } else if (kind < 6) {
      options.add("-optimize");
    } else if (kind == 6 && !options.contains("-grayscale")) {
      options.addAll(List.of("-scans", SCANS.get(random.nextInt(SCANS.size()))));
    }
    return options;
  }

  private static byte[] file(List<String> options, Random random) throws IOException {
    byte[] rgb = new byte[3 * (1 + random.nextInt(150)) * (1 + random.nextInt(150))];
    int width = 1 + random.nextInt(150);
    int height = Math.max(1, rgb.length / (3 * width));
    int strength = 1 << random.nextInt(8);
    for (int at = 0; at < 3 * width * height && at < rgb.length; at++) {
      double wave = 100 + 60 * Math.sin((at / 3 % width + at % 3 * (at / 3 / width)) / 9.0);
      rgb[at] = (byte) Math.min(255, wave + random.nextInt(strength));
    }
    return IndependentDecoders.cjpeg(
        width, height, Arrays.copyOf(rgb, 3 * width * height), options);
  }

  private static Coding check(SpliceCase image) throws IOException {
    Spliced spliced = image.splice();
    int bands = image.header.frame().components().size();
    JpegSplicePropertyTest.assertCoefficients(image, spliced);
    JpegSplicePropertyTest.assertFarPixels(
        image, Jpegs.samples(image.source), Jpegs.samples(spliced.jpeg()), 0, bands);
    JpegSplicePropertyTest.assertFarPixels(
        image,
        TestJpegs.samplesByImageIo(image.source),
        TestJpegs.samplesByImageIo(spliced.jpeg()),
        0,
        bands);
    byte[] before = IndependentDecoders.djpeg(image.source);
    JpegSplicePropertyTest.assertFarPixels(
        image,
        before,
        IndependentDecoders.djpeg(spliced.jpeg()),
        before.length - bands * image.width * image.height,
        bands);
    JpegSplicePropertyTest.assertTouchedOnly(image, spliced);
    return spliced.report().coding();
  }
}
