package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.ColorShift;
import io.github.maskloom.testing.FineTexture;
import io.github.maskloom.testing.RedrawingProvider;
import io.github.maskloom.testing.SyntheticRows;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of a known texture's detail comes through a model of few pixels. */
@Tag("slow")
class FocusDetailTest {
  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;

  /** 6 % of the photo. */
  private static final Rectangle SPOT = new Rectangle(1720, 1310, 848, 849);

  private static final double GAIN = 1.05;
  private static final FineTexture TEXTURE = FineTexture.ofBox(SPOT.width, SPOT.height);

  /** A windowed sinc, which passes what is above a quarter of the sampling rate. */
  private static final double[] HIGH_PASS = highPass(41);

  @TempDir Path folder;

  private final RedrawingProvider model =
      new RedrawingProvider(
          ProviderCapabilities.DEFAULT
              .withMask(MaskTransport.SEPARATE_IMAGE)
              .withInputLimits(UploadLimits.NONE.withMaxSide(2048).withMaxPixels(4 << 20)),
          TEXTURE,
          ColorShift.even(GAIN, -6));

  @BeforeEach
  void draw() throws IOException {
    SyntheticRows.photo(WIDTH, HEIGHT).write(OutputFormat.JPEG, folder.resolve("photo.jpg"));
    BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = mask.createGraphics();
    canvas.setColor(Color.BLUE);
    canvas.fill(SPOT);
    canvas.dispose();
    ImageIO.write(mask, "png", folder.resolve("mask.png").toFile());
  }

  @Test
  void threeTimesThePixelsBringBackAllOfIt() throws IOException {
    double truth = energy((x, y) -> (int) Math.round(TEXTURE.shade(x, y, SPOT.width, SPOT.height)));
    FusionRequest.Builder request =
        FusionRequest.builder(folder.resolve("photo.jpg"))
            .mask(folder.resolve("mask.png"))
            .restore(RestoreOptions.DEFAULT.withFeather(0));

    double whole = detail(request);
    double focused = detail(request.focus());

    double wholeScale = scale(0);
    double focusedScale = (double) model.asked().get(1).photo().width() / (SPOT.width * 1.5);
    double gained = focusedScale * focusedScale / (wholeScale * wholeScale);
    System.out.printf(
        "detail of a texture in 6 %% of 4000x3000: %.1f %% of it without focus, %.1f %% with;"
            + " %.2f times the model's pixels%n",
        100 * whole / truth, 100 * focused / truth, gained);
    assertThat(model.asked().get(0).photo().width()).isEqualTo(2048);
    assertThat(model.asked().get(0).photo().height()).isEqualTo(1536);
    assertThat(gained).isGreaterThanOrEqualTo(3);
    assertThat(focused / truth).isBetween(0.9, 1.1);
    assertThat(whole / truth).isLessThan(0.1);
  }

  private double scale(int request) {
    return (double) model.asked().get(request).photo().width() / WIDTH;
  }

  /** Energy of the detail in the spot, but for what the model's gain adds to it. */
  private double detail(FusionRequest.Builder request) throws IOException {
    try (FusionClient client = FusionClient.open(model, FusionConfig.DEFAULT);
        FusionResult result = client.fuse(request.build());
        InputStream stream = result.image().source().open()) {
      BufferedImage image = ImageIO.read(stream);
      return energy((x, y) -> image.getRGB(SPOT.x + x, SPOT.y + y) >> 8 & 0xFF) / (GAIN * GAIN);
    }
  }

  /** Mean square of what is above a quarter of the sampling rate, along rows and columns. */
  private static double energy(IntBinaryOperator sample) {
    int reach = HIGH_PASS.length / 2;
    double sum = 0;
    long count = 0;
    for (int y = reach; y < SPOT.height - reach; y += 3) {
      for (int x = reach; x < SPOT.width - reach; x++) {
        double across = 0;
        double down = 0;
        for (int i = 0; i < HIGH_PASS.length; i++) {
          across += HIGH_PASS[i] * sample.applyAsInt(x + i - reach, y);
          down += HIGH_PASS[i] * sample.applyAsInt(x, y + i - reach);
        }
        sum += across * across + down * down;
        count++;
      }
    }
    return sum / count;
  }

  private static double[] highPass(int taps) {
    double[] kernel = new double[taps];
    int middle = taps / 2;
    double sum = 0;
    for (int i = 0; i < taps; i++) {
      double t = i - middle;
      double low = t == 0 ? 0.5 : Math.sin(Math.PI * t / 2) / (Math.PI * t);
      double window = 0.54 + 0.46 * Math.cos(Math.PI * t / (middle + 1));
      kernel[i] = -low * window;
      sum += low * window;
    }
    for (int i = 0; i < taps; i++) {
      kernel[i] /= sum;
    }
    kernel[middle] += 1;
    return kernel;
  }
}
