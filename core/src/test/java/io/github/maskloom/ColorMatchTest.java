package io.github.maskloom;

import static io.github.maskloom.testing.Drawn.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.Restored.ColorMatch;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.RedrawnPhoto;
import io.github.maskloom.testing.Seam;
import io.github.maskloom.testing.TestProfiles;
import io.github.maskloom.testing.TexturedPhotos;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A model that shifts the colors of the whole image leaves no seam where they are matched. */
class ColorMatchTest {
  private static final int WIDTH = TexturedPhotos.WIDTH;
  private static final int HEIGHT = TexturedPhotos.HEIGHT;
  private static final Shape SPOT = new Ellipse2D.Double(110, 80, 100, 80);

  /** What a model draws into the paint. */
  private static final Rectangle DRAWN = new Rectangle(135, 100, 45, 40);

  private static final double MAX_STEP = 1.5;
  private static final double[][] SHIFTS = {{0.95, -8}, {1.05, 8}};

  private final byte[] mask = png(painted(SPOT));

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void noGainOrOffsetLeavesASeam(TexturedPhotos photo) throws IOException {
    BufferedImage image = photo.image();
    for (double gain : new double[] {0.95, 0.98, 1, 1.02, 1.05}) {
      for (double offset : new double[] {-8, -3, 0, 3, 8}) {
        RedrawnPhoto model = RedrawnPhoto.shifting(gain, offset);

        assertThat(step(image, model, true))
            .as("%s, gain %s, offset %s", photo, gain, offset)
            .isLessThanOrEqualTo(MAX_STEP);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void channelsAreMatchedEachByItself(TexturedPhotos photo) throws IOException {
    RedrawnPhoto model =
        new RedrawnPhoto(List.of(0.95, 1.05, 1.0), List.of(-8.0, 8.0, 4.0), 2, true);

    assertThat(step(photo.image(), model, true)).isLessThanOrEqualTo(MAX_STEP);
    assertThat(step(photo.image(), model, false)).as("without").isGreaterThan(4);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasNotShiftedStaysAsItIs(TexturedPhotos photo) throws IOException {
    RedrawnPhoto model = RedrawnPhoto.shifting(1, 0);

    double without = step(photo.image(), model, false);

    assertThat(step(photo.image(), model, true)).isLessThanOrEqualTo(without + 0.1);
  }

  @ParameterizedTest
  @EnumSource
  void anSrgbAnswerToAPhotoInDisplayP3LeavesNoSeam(TexturedPhotos photo) throws IOException {
    BufferedImage samples = photo.image();
    byte[] tagged = PngFiles.withProfile(png(samples), TestProfiles.displayP3().encode());
    // What the model is sent: the same colors in sRGB. The photo's are not too strong for that.
    byte[] sent =
        Made.prepare(ImagePreparer.create().withFormat(OutputFormat.PNG).withToSrgb(true), tagged)
            .file();
    BufferedImage scene = ImageIO.read(new ByteArrayInputStream(sent));
    for (double[] shift : SHIFTS) {
      byte[] answer = RedrawnPhoto.shifting(shift[0], shift[1]).of(redrawn(scene));
      int[] raw = restored(restorer(false), png(samples), answer);
      int[] result = restored(restorer(true), tagged, answer);
      assertNoSeam(photo, shift, seam().step(rgb(samples), result, raw));
    }
  }

  /** A part goes to the model at full resolution. */
  @ParameterizedTest
  @EnumSource
  void anAnswerForAPartLeavesNoSeam(TexturedPhotos photo) throws IOException {
    BufferedImage image = photo.image();
    BoundingBox part = new BoundingBox(40, 10, 240, 220);
    BufferedImage scene =
        redrawn(image).getSubimage(part.x(), part.y(), part.width(), part.height());
    for (double[] shift : SHIFTS) {
      List<Double> gains = List.of(shift[0], shift[0], shift[0]);
      List<Double> offsets = List.of(shift[1], shift[1], shift[1]);
      byte[] answer = new RedrawnPhoto(gains, offsets, 1, true).of(scene);
      int[] raw = restored(restorer(false).withRegion(part), png(image), answer);
      int[] result = restored(restorer(true).withRegion(part), png(image), answer);
      assertNoSeam(photo, shift, seam().step(rgb(image), result, raw));
    }
  }

  private static void assertNoSeam(TexturedPhotos photo, double[] shift, double step) {
    assertThat(step)
        .as("%s, gain %s, offset %s", photo, shift[0], shift[1])
        .isLessThanOrEqualTo(MAX_STEP);
  }

  @Test
  void theReportTellsWhatWasCorrectedAndWhatRemains() throws IOException {
    byte[] answer =
        new RedrawnPhoto(List.of(0.96, 1.0, 1.0), List.of(0.0, 6.0, 0.0), 1, false)
            .of(redrawn(TexturedPhotos.CORNER.image()));

    ColorMatch match = match(png(TexturedPhotos.CORNER.image()), answer, mask);
    assertThat(match.outcome()).isEqualTo(ColorMatch.Outcome.MATCHED);
    assertThat(match.channels()).hasSize(3);
    assertThat(match.channels().get(0).gain()).isCloseTo(1 / 0.96, within(0.005));
    assertThat(match.channels().get(0).offset()).isCloseTo(0, within(1.0));
    assertThat(match.channels().get(1).gain()).isCloseTo(1, within(0.005));
    assertThat(match.channels().get(1).offset()).isCloseTo(-6, within(1.0));
    assertThat(match.channels().get(1).before()).isCloseTo(6, within(0.1));
    assertThat(match.channels()).allSatisfy(each -> assertThat(each.after()).isLessThan(0.3));
  }

  @Test
  void aShadowBesideThePaintHasNoSay() throws IOException {
    BufferedImage photo = TexturedPhotos.HORIZON.image();
    BufferedImage shaded = redrawn(photo);
    Graphics2D graphics = shaded.createGraphics();
    graphics.setColor(new Color(0, 0, 0, 90));
    graphics.fill(new Ellipse2D.Double(120, 150, 110, 40));
    graphics.dispose();
    byte[] answer = RedrawnPhoto.shifting(1, 5).of(shaded);

    ColorMatch match = match(png(photo), answer, mask);

    assertThat(match.channels())
        .allSatisfy(
            each -> assertThat(each.gain() * 120 + each.offset()).isCloseTo(115, within(1.0)));
  }

  @Test
  void withTooLittleRingNothingIsCorrected() throws IOException {
    byte[] photo = png(TexturedPhotos.CORNER.image());
    byte[] answer = RedrawnPhoto.shifting(1.05, 5).of(TexturedPhotos.CORNER.image());
    byte[] nearlyAll = png(painted(new Rectangle(0, 0, WIDTH, HEIGHT - 6)));

    ColorMatch match = match(photo, answer, nearlyAll);
    assertThat(match.outcome()).isEqualTo(ColorMatch.Outcome.TOO_LITTLE_RING);
    assertThat(match.channels()).isEmpty();
    assertThat(Made.restore(restorer(true), photo, answer, nearlyAll).file())
        .isEqualTo(Made.restore(restorer(false), photo, answer, nearlyAll).file());
  }

  @Test
  void anotherImageIsNotMatched() throws IOException {
    byte[] photo = png(TexturedPhotos.TILES.image());
    byte[] answer = RedrawnPhoto.shifting(1, 0).of(TexturedPhotos.CLOTH.image());
    assertThat(match(photo, answer, mask).outcome()).isEqualTo(ColorMatch.Outcome.NO_AGREEMENT);
  }

  @ParameterizedTest
  @CsvSource({"1, 90", "1, -90", "0.4, 60"})
  void aCorrectionIsBounded(double gain, double offset) throws IOException {
    byte[] photo = png(TexturedPhotos.CLOTH.image());
    byte[] answer = RedrawnPhoto.shifting(gain, offset).of(TexturedPhotos.CLOTH.image());

    match(photo, answer, mask)
        .channels()
        .forEach(
            each -> {
              assertThat(each.gain()).isBetween(0.85, 1 / 0.85);
              double answered = 110 * gain + offset;
              assertThat(each.gain() * answered + each.offset() - answered).isBetween(-40.0, 40.0);
            });
  }

  @Test
  void whatTheAnswerCutsAtWhiteHasNoSay() throws IOException {
    BufferedImage photo = TexturedPhotos.HORIZON.image();
    Graphics2D graphics = photo.createGraphics();
    graphics.setColor(new Color(250, 250, 250));
    graphics.fillRect(60, 40, 50, 180);
    graphics.dispose();
    byte[] answer = RedrawnPhoto.shifting(1.05, 8).of(redrawn(photo));

    ColorMatch match = match(png(photo), answer, mask);

    assertThat(match.channels())
        .allSatisfy(
            each -> assertThat(each.gain() * 134 + each.offset()).isCloseTo(120, within(1.0)));
  }

  @Test
  void neitherWindowsNorThreadsNorTheStrategyChangeASample() throws IOException {
    byte[] photo = png(TexturedPhotos.LAMP.image());
    byte[] answer = RedrawnPhoto.shifting(0.96, 4).of(TexturedPhotos.LAMP.image());
    int[] once = restored(restorer(true), photo, answer);
    PhotoRestorer exact = restorer(true).withComparison(Comparison.EXACT);
    byte[] file = Made.restore(exact, photo, answer, mask).file();
    for (int windowRows : new int[] {1, 2, 17, 70}) {
      for (int threads = 1; threads <= 3; threads++) {
        WorkOptions work = WorkOptions.DEFAULT.withWindowRows(windowRows).withThreads(threads);
        PhotoRestorer off = restorer(true).withWork(work).withComparison(Comparison.OFF);

        assertThat(restored(off, photo, answer)).isEqualTo(once);
        assertThat(Made.restore(exact.withWork(work), photo, answer, mask).file()).isEqualTo(file);
      }
    }
  }

  @Test
  void aSplicedJpegIsPaintedAsAStreamedPngIs() throws IOException {
    BufferedImage image = TexturedPhotos.HORIZON.image();
    byte[] photo = RedrawnPhoto.shifting(1, 0).of(enlarged(image));
    byte[] answer = RedrawnPhoto.shifting(0.95, -8).of(image);
    Made<CompositeReport> spliced =
        Made.restore(restorer(true).withFormat(OutputFormat.JPEG), photo, answer, mask);
    assertThat(spliced.report().strategy()).isEqualTo(Strategy.SPLICE);
    int[] asJpeg = spliced.samples();
    int[] asPng = restored(restorer(true), photo, answer);
    double sum = 0;
    for (int i = 0; i < asPng.length; i++) {
      sum += Math.abs(asPng[i] - asJpeg[i]);
    }
    assertThat(sum / asPng.length).isLessThan(1);
  }

  @Test
  void sourcesThatOpenOnceAreCopied() throws IOException {
    byte[] photo = png(TexturedPhotos.CORNER.image());
    byte[] answer = RedrawnPhoto.shifting(0.97, 3).of(TexturedPhotos.CORNER.image());
    assertThat(
            Made.restore(restorer(true), Made.once(photo), Made.once(answer), Made.once(mask))
                .file())
        .isEqualTo(Made.restore(restorer(true), photo, answer, mask).file());
  }

  @Test
  void aGrayPhotoIsMatchedInOneChannel() throws IOException {
    BufferedImage gray = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    gray.createGraphics().drawImage(TexturedPhotos.CORNER.image(), 0, 0, null);
    BufferedImage darker = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int sample = gray.getRaster().getSample(i % WIDTH, i / WIDTH, 0);
      darker.getRaster().setSample(i % WIDTH, i / WIDTH, 0, Math.max(sample - 7, 0));
    }

    ColorMatch match = match(png(gray), png(darker), mask);
    assertThat(match.channels()).hasSize(1);
    ColorMatch.Channel channel = match.channels().get(0);
    assertThat(channel.gain() * 120 + channel.offset()).isCloseTo(127, within(0.5));
  }

  private double step(BufferedImage photo, RedrawnPhoto model, boolean matches) throws IOException {
    byte[] answer = model.of(redrawn(photo));
    int[] raw = restored(restorer(false), png(photo), answer);
    int[] result = restored(restorer(matches), png(photo), answer);
    return seam().step(rgb(photo), result, raw);
  }

  private static Seam seam() {
    boolean[] painted = new boolean[WIDTH * HEIGHT];
    BufferedImage mask = painted(SPOT);
    for (int i = 0; i < painted.length; i++) {
      painted[i] = mask.getRGB(i % WIDTH, i / WIDTH) >>> 24 > 0;
    }
    return new Seam(painted, WIDTH);
  }

  private static PhotoRestorer restorer(boolean matches) {
    return PhotoRestorer.create()
        .withRestoring(RestoreOptions.DEFAULT.withFeather(0).withMatchColor(matches));
  }

  /** Samples as they stand in the file, whatever profile they have. */
  private int[] restored(PhotoRestorer restorer, byte[] photo, byte[] answer) throws IOException {
    return Made.restore(restorer, photo, answer, mask).samples();
  }

  private static ColorMatch match(byte[] photo, byte[] answer, byte[] mask) throws IOException {
    Restored restored =
        Made.restore(restorer(true), photo, answer, mask).report().restored().orElseThrow();
    assertThat(restored.conversion()).isEqualTo(ProfileConversion.NONE);
    return restored.colorMatch().orElseThrow();
  }

  private static BufferedImage redrawn(BufferedImage photo) {
    BufferedImage scene = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scene.createGraphics();
    graphics.drawImage(photo, 0, 0, null);
    graphics.setColor(new Color(140, 50, 40));
    graphics.fill(DRAWN);
    graphics.dispose();
    return scene;
  }

  private static BufferedImage enlarged(BufferedImage image) {
    BufferedImage large = new BufferedImage(2 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
    large.createGraphics().drawImage(image, 0, 0, 2 * WIDTH, 2 * HEIGHT, null);
    return large;
  }

  private static BufferedImage painted(Shape shape) {
    BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = mask.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fill(shape);
    graphics.dispose();
    return mask;
  }

  private static int[] rgb(BufferedImage image) {
    int[] samples = new int[image.getWidth() * image.getHeight() * 3];
    for (int i = 0; i < samples.length; i++) {
      int rgb = image.getRGB(i / 3 % image.getWidth(), i / 3 / image.getWidth());
      samples[i] = rgb >> (16 - 8 * (i % 3)) & 0xFF;
    }
    return samples;
  }
}
