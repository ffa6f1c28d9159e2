package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.Restored.Alignment;
import io.github.maskloom.Restored.Alignment.Outcome;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.WorkPlan;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.MovedAnswer;
import io.github.maskloom.testing.MovedAnswer.Move;
import io.github.maskloom.testing.MovedAnswer.Redrawn;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that shows the photo aside or zoomed is found, and put back in line. */
class AlignTest {
  private static final Path ROOMS = Path.of("../examples/studio/src/main/resources/static/demo");
  private static final List<String> NAMES =
      List.of("room-day.jpg", "room-evening.jpg", "room-backlit.jpg", "room.jpg");

  /** With six rooms that are drawn. */
  private static final int SCENES = NAMES.size() + 6;

  private static final PhotoRestorer PLAIN =
      PhotoRestorer.create().withFormat(OutputFormat.PNG).withComparison(Comparison.OFF);

  private final Random random = new Random(53);

  /** Beside the paint, what is put back shows the seam that the true geometry shows. */
  @Test
  @Tag("slow")
  void answersOfKnownGeometryArePutBack() throws IOException {
    List<Double> errors = new ArrayList<>();
    double[] seams = new double[3];
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < SCENES; i++) {
        MovedAnswer scene = scene(i);
        for (Move move : moves(scene)) {
          Redrawn redrawn = round % 2 == 1 ? Redrawn.STRONGLY : Redrawn.MILDLY;
          BufferedImage answer = scene.answer(move, redrawn, random);
          Alignment found = align(scene, answer);
          Move none = scene.measured(0, 0, 1, 1);
          Move put = found.putBack() ? move(scene, found) : none;
          errors.add(scene.error(put, move));
          assertThat(scene.error(put, move)).isLessThanOrEqualTo(scene.error(none, move) + 0.1);
          List<Move> places = List.of(none, put, move);
          if (round == 0) {
            Arrays.setAll(seams, k -> seams[k] + scene.seam(answer, places.get(k)));
          }
        }
      }
    }
    assertThat(errors).hasSizeGreaterThanOrEqualTo(150);
    long good = errors.stream().filter(error -> error < 0.8).count();
    assertThat((double) good / errors.size()).isGreaterThanOrEqualTo(0.95);
    assertThat(seams[1]).isCloseTo(seams[2], within(0.3 * 4 * SCENES)).isLessThan(seams[0] / 2);
  }

  /** Shift, zoom, zoom of both sides apart, and another aspect. */
  private List<Move> moves(MovedAnswer scene) {
    double dx = 40 * random.nextDouble() - 20;
    double dy = 40 * random.nextDouble() - 20;
    double zoom = 0.97 + 0.06 * random.nextDouble();
    int width = scene.width() / 8 * 8;
    int height = scene.height() / 8 * 8;
    double aspect = 1.0 * width / (height - 48) * scene.height() / scene.width();
    return List.of(
        new Move(dx, dy, 1, 1, width, height),
        new Move(dx, dy, zoom, zoom, width, height),
        new Move(dy, dx, zoom, zoom * 1.01, width, height),
        new Move(dx / 4, dy / 4, 1, aspect, width, height - 48));
  }

  @Test
  @Tag("slow")
  void answersThatMustStayAreNeverPutBack() throws IOException {
    List<MovedAnswer> scenes = new ArrayList<>();
    List<BufferedImage> answers = new ArrayList<>();
    for (int i = 0; i < SCENES; i++) {
      MovedAnswer scene = scene(i);
      Move none = new Move(0, 0, 1, 1, scene.width(), scene.height());
      scenes.add(scene);
      answers.add(scene.answer(none, Redrawn.MILDLY, random));
      answers.add(mirrored(answers.get(2 * i)));
    }
    for (int i = 0; i < scenes.size(); i++) {
      for (int j = 0; j < answers.size(); j++) {
        Alignment found = align(scenes.get(i), answers.get(j));

        assertThat(found.putBack()).as("%s answered by %s: %s", i, j, found).isFalse();
        if (j == 2 * i) {
          assertThat(found.outcome()).as(found.toString()).isEqualTo(Outcome.IN_LINE);
        }
      }
    }
    assertThat(scenes.size() * answers.size()).isGreaterThanOrEqualTo(200);
  }

  private static BufferedImage mirrored(BufferedImage image) {
    BufferedImage made = copy(image, image.getWidth(), image.getHeight());
    made.createGraphics()
        .drawImage(image, image.getWidth(), 0, -image.getWidth(), image.getHeight(), null);
    return made;
  }

  /** A wall with noise, a wall with one line, and a floor whose boards repeat. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  @Tag("slow")
  void flatAndPeriodicAnswersStayOrAreRight(int kind) throws IOException {
    for (int shift : new int[] {0, 5, 11, 17}) {
      BufferedImage world = new BufferedImage(780, 585, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 780 * 585; i++) {
        int x = i % 780;
        int y = i / 780;
        boolean dark =
            switch (kind) {
              case 0 -> false;
              case 1 -> y > 440 && y < 452;
              case 2 -> y / 12 % 2 == 0;
              default -> (x / 16 + y / 16) % 2 == 0;
            };
        world.setRGB(x, y, ((dark ? 90 : 200) + (int) (2 * random.nextGaussian())) * 0x10101);
      }
      MovedAnswer scene = new MovedAnswer(world, scene(0).photo(), random);
      Move move = new Move(shift, 0.7 * shift, 1, 1, scene.width(), scene.height());
      Alignment found = align(scene, scene.answer(move, Redrawn.MILDLY, random));

      if (found.putBack()) {
        assertThat(scene.error(move(scene, found), move)).as(found.toString()).isLessThan(0.8);
      }
    }
  }

  @Test
  void whatIsOnlyMeasuredStaysAsItIs() throws IOException {
    MovedAnswer scene = scene(0);
    byte[] photo = Drawn.png(scene.photo());
    Move move = new Move(14, 5, 1.012, 1.012, scene.width(), scene.height());
    byte[] answer = Drawn.png(scene.answer(move, Redrawn.MILDLY, random));

    Made<CompositeReport> made = restore(Align.REPORT, scene, photo, answer);
    Made<CompositeReport> usual = restore(Align.OFF, scene, photo, answer);

    assertThat(made.file()).isEqualTo(usual.file());
    assertThat(restored(made).alignment().map(Alignment::outcome)).contains(Outcome.CORRECTED);
    assertThat(restored(usual).alignment()).isEmpty();
  }

  @Test
  void anAnswerInLineStaysBitForBit() throws IOException {
    MovedAnswer scene = scene(1);
    Move none = new Move(0, 0, 1, 1, scene.width() - 30, scene.height() - 23);
    for (BufferedImage answer :
        List.of(scene.photo(), scene.answer(none, Redrawn.MILDLY, random))) {
      for (byte[] photo : List.of(Drawn.png(scene.photo()), jpeg(scene.photo()))) {
        Made<CompositeReport> made = restore(Align.CORRECT, scene, photo, Drawn.png(answer));

        assertThat(restored(made).alignment().orElseThrow().outcome()).isEqualTo(Outcome.IN_LINE);
        assertThat(made.file())
            .isEqualTo(restore(Align.OFF, scene, photo, Drawn.png(answer)).file());
      }
    }
  }

  /** What is left of the geometry is that the answer was scaled twice. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "deep", "region"})
  void whatLiesAsideIsPutBack(String kind) throws IOException {
    MovedAnswer scene = scene(0);
    BufferedImage photo = scene.photo();
    Move move = new Move(14, -9, 1.012, 1.012, scene.width(), scene.height());
    BufferedImage answer = scene.answer(move, Redrawn.NOT, random);
    PhotoRestorer restorer = restorer(Align.CORRECT).withComparison(Comparison.REDUCED);
    byte[] file =
        switch (kind) {
          case "jpeg" -> jpeg(photo);
          case "deep" -> deep(photo);
          default -> Drawn.png(photo);
        };
    if (kind.equals("region")) {
      BoundingBox part = new BoundingBox(40, 30, 640, 480);
      restorer = restorer.withRegion(part);
      answer = answer.getSubimage(part.x(), part.y(), part.width(), part.height());
    } else if (kind.equals("jpeg")) {
      restorer = restorer.withFormat(OutputFormat.JPEG);
    }
    Made<CompositeReport> made =
        Made.restore(restorer, file, Drawn.png(answer), Drawn.png(scene.mask()));

    Restored report = restored(made);
    assertThat(report.alignment().orElseThrow().putBack()).as(report.toString()).isTrue();
    assertThat(report.alignment().orElseThrow().scaleX()).isCloseTo(1.012, within(0.001));
    assertThat(made.report().strategy())
        .isEqualTo(kind.equals("jpeg") ? Strategy.SPLICE : Strategy.STREAM);
    assertThat(meanDifference(made.samples(), photo)).isLessThan(1.5);
    report
        .unpainted()
        .ifPresent(left -> assertThat(left.meanDifference()).as(left.toString()).isLessThan(2));
  }

  @Test
  void nothingIsPaintedFromBeyondTheAnswersFrame() throws IOException {
    MovedAnswer scene = scene(2);
    BufferedImage photo = scene.photo();
    BufferedImage mask = copy(scene.mask(), photo.getWidth(), photo.getHeight());
    Graphics2D graphics = mask.createGraphics();
    graphics.fillRect(0, 0, 60, photo.getHeight());
    graphics.dispose();
    Move move = new Move(-16, 0, 1, 1, scene.width(), scene.height());
    byte[] answer = Drawn.png(scene.answer(move, Redrawn.NOT, random));
    List<Double> compared = new ArrayList<>();
    for (OutputFormat format : List.of(OutputFormat.PNG, OutputFormat.JPEG)) {
      PhotoRestorer restorer = restorer(Align.CORRECT).withComparison(Comparison.REDUCED);
      Made<CompositeReport> made =
          Made.restore(restorer.withFormat(format), jpeg(photo), answer, Drawn.png(mask));

      assertThat(restored(made).alignment().orElseThrow().putBack()).isTrue();
      UnpaintedChanges left = restored(made).unpainted().orElseThrow();
      compared.add(1.0 * left.unpainted() * left.scale() * left.scale());
      assertThat(meanDifference(made.samples(), photo)).isLessThan(1.5);
      assertThat(restored(made).changeablePixels())
          .isLessThan(made.report().mask().paintedPixels());
    }
    assertThat(compared.get(1)).as("in blocks").isCloseTo(compared.get(0), withinPercentage(5));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 40", "40, 1", "2, 2"})
  void aRowOrAColumnStaysAsItIs(int width, int height) throws IOException {
    byte[] photo = Drawn.png(copy(scene(0).photo(), width, height));
    byte[] mask = Drawn.painted(width, height, i -> 128);

    assertThat(Made.restore(restorer(Align.CORRECT), photo, photo, mask).samples())
        .isEqualTo(Made.restore(restorer(Align.OFF), photo, photo, mask).samples());
  }

  @Test
  void whatIsMeasuredIsPlannedAndNothingIsWithoutPaint() throws IOException {
    MovedAnswer scene = scene(0);
    byte[] photo = Drawn.png(scene.photo());
    ImageSource mask = ImageSource.of(Drawn.png(scene.mask()));
    CompositePlan plan =
        restorer(Align.REPORT).explain(ImageSource.of(photo), ImageSource.of(photo), mask);

    assertThat(plan.work().steps())
        .extracting(WorkPlan.Step::name)
        .contains("measure where the replacement lies");
    byte[] blank = Drawn.blank(scene.width(), scene.height());
    Made<CompositeReport> made = Made.restore(restorer(Align.CORRECT), photo, photo, blank);
    assertThat(restored(made).alignment()).isEmpty();
  }

  private MovedAnswer scene(int i) throws IOException {
    return new MovedAnswer(world(i), world((i + 1) % SCENES), random);
  }

  /** A room of the studio, or one that is drawn, of which no two are alike. */
  private static BufferedImage world(int i) throws IOException {
    if (i < NAMES.size()) {
      return copy(ImageIO.read(ROOMS.resolve(NAMES.get(i)).toFile()), 960, 720);
    }
    Random drawn = new Random(i);
    BufferedImage room = new BufferedImage(960, 720, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = room.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(new GradientPaint(0, 0, color(drawn), 960, 500, color(drawn)));
    graphics.fillRect(0, 0, 960, 720);
    graphics.setColor(color(drawn));
    graphics.fillRect(0, 430 + drawn.nextInt(120), 960, 300);
    for (int k = 0; k < 24; k++) {
      graphics.setColor(color(drawn));
      int width = 20 + drawn.nextInt(180);
      int height = 20 + drawn.nextInt(160);
      int x = drawn.nextInt(900);
      int y = drawn.nextInt(660);
      int arc = k % 3 == 0 ? 200 : 0;
      graphics.fillRoundRect(x, y, width, height, arc, arc);
    }
    graphics.dispose();
    return room;
  }

  private static Color color(Random random) {
    return new Color(60 + random.nextInt(160), 60 + random.nextInt(160), 60 + random.nextInt(160));
  }

  private static BufferedImage copy(BufferedImage image, int width, int height) {
    boolean hasAlpha = image.getColorModel().hasAlpha();
    BufferedImage made =
        new BufferedImage(
            width, height, hasAlpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = made.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return made;
  }

  private static byte[] jpeg(BufferedImage image) {
    return TestJpegs.ofQuality(image, 0.95f);
  }

  private static byte[] deep(BufferedImage image) {
    int[] samples = Arrays.stream(samples(image)).map(sample -> sample * 257).toArray();
    TestPng png = TestPng.of(ColorType.RGB, 16, image.getWidth(), image.getHeight());
    return png.samples(samples).encode();
  }

  private static int[] samples(BufferedImage image) {
    int[] none = null;
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), none);
  }

  /** Of samples of 8 or 16 bits, on the scale of 8. */
  private static double meanDifference(int[] made, BufferedImage photo) {
    int[] samples = samples(photo);
    int unit = Arrays.stream(made).max().orElseThrow() > 255 ? 257 : 1;
    double sum = 0;
    for (int i = 0; i < made.length; i++) {
      sum += Math.abs((double) made[i] / unit - samples[i]);
    }
    return sum / made.length;
  }

  private static Alignment align(MovedAnswer scene, BufferedImage answer) throws IOException {
    byte[] file = TestJpegs.ofQuality(answer, 0.8f);
    return restored(restore(Align.CORRECT, scene, jpeg(scene.photo()), file))
        .alignment()
        .orElseThrow();
  }

  private static Made<CompositeReport> restore(
      Align align, MovedAnswer scene, byte[] photo, byte[] answer) throws IOException {
    return Made.restore(restorer(align), photo, answer, Drawn.png(scene.mask()));
  }

  private static PhotoRestorer restorer(Align align) {
    return PLAIN.withRestoring(RestoreOptions.DEFAULT.withAlign(align));
  }

  private static Restored restored(Made<CompositeReport> made) {
    return made.report().restored().orElseThrow();
  }

  private static Move move(MovedAnswer scene, Alignment found) {
    return scene.measured(found.dx(), found.dy(), found.scaleX(), found.scaleY());
  }
}
