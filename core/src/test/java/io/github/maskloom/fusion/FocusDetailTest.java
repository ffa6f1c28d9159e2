package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.SyntheticRows;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
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

  /**
   * Periods across and down, and the amplitude. Two thirds of the energy are too fine for a box of
   * half the spot's width and height.
   */
  private static final double[][] WAVES = {
    {12, 7, 25},
    {0.3 * SPOT.width, 0.02 * SPOT.height, 30},
    {0.03 * SPOT.width, 0.34 * SPOT.height, 30}
  };

  @TempDir Path folder;

  private final ScriptedProvider model =
      new ScriptedProvider(
          "textured",
          ProviderCapabilities.DEFAULT
              .withMask(MaskTransport.SEPARATE_IMAGE)
              .withInputLimits(UploadLimits.NONE.withMaxSide(2048).withMaxPixels(4 << 20)),
          FocusDetailTest::draw);

  /** Draws the texture into the box of the mask's white, and leaves the scene elsewhere. */
  private static ProviderResponse draw(ProviderRequest request, ProviderCall call)
      throws IOException {
    BufferedImage mask = read(request.mask().orElseThrow().source());
    BufferedImage drawn = read(request.photo().source());
    Rectangle box = new Rectangle(0, 0, -1, -1);
    for (int i = 0; i < mask.getWidth() * mask.getHeight(); i++) {
      int x = i % mask.getWidth();
      int y = i / mask.getWidth();
      if ((mask.getRGB(x, y) & 0xFF) >= 128) {
        box.add(x, y);
      }
    }
    for (int y = 0; y <= box.height; y++) {
      for (int x = 0; x <= box.width; x++) {
        int shade = (int) Math.round(shade(x, y, box.width + 1, box.height + 1));
        drawn.setRGB(box.x + x, box.y + y, shade * 0x010101);
      }
    }
    try (ImageTarget.Draft draft = call.image(0).openDraft()) {
      ImageIO.write(drawn, "jpeg", draft.stream());
      draft.commit();
    }
    return ProviderResponse.NONE;
  }

  /** The mean shade of a pixel. Waves that pixels of this box cannot show are left out. */
  private static double shade(int x, int y, int width, int height) {
    double shade = 128;
    for (double[] wave : WAVES) {
      double perColumn = wave[0] / width;
      double perRow = wave[1] / height;
      if (perColumn < 0.5 && perRow < 0.5) {
        shade += wave[2] * sinc(perColumn) * sinc(perRow) * wave(wave, x, y, width, height);
      }
    }
    return shade;
  }

  private static double wave(double[] wave, int x, int y, int width, int height) {
    return Math.sin(2 * Math.PI * (wave[0] * (x + 0.5) / width + wave[1] * (y + 0.5) / height));
  }

  private static double sinc(double frequency) {
    return Math.sin(Math.PI * frequency) / (Math.PI * frequency);
  }

  @Test
  void threeTimesThePixelsBringBackAllOfIt() throws IOException {
    Path photo = folder.resolve("photo.jpg");
    Path mask = folder.resolve("mask.png");
    SyntheticRows.photo(WIDTH, HEIGHT).write(OutputFormat.JPEG, photo);
    SyntheticRows.spot(WIDTH, HEIGHT, SPOT).write(OutputFormat.PNG, mask);
    FusionRequest.Builder request =
        FusionRequest.builder(photo).mask(mask).restore(RestoreOptions.DEFAULT.withFeather(0));

    double truth = fine((x, y) -> (int) Math.round(shade(x, y, SPOT.width, SPOT.height)));
    double whole = detail(request) / truth;
    double focused = detail(request.focus()) / truth;

    double wholeScale = (double) sentWidth(0) / WIDTH;
    double focusedScale = sentWidth(1) / (SPOT.width * 1.5);
    double gained = focusedScale * focusedScale / (wholeScale * wholeScale);
    System.out.printf(
        "detail of a texture in 6 %% of 4000x3000: %.1f %% of it without focus, %.1f %% with;"
            + " %.2f times the model's pixels%n",
        100 * whole, 100 * focused, gained);
    assertThat(sentWidth(0)).isEqualTo(2048);
    assertThat(model.requests().get(0).photo().height()).isEqualTo(1536);
    assertThat(gained).isGreaterThanOrEqualTo(3);
    assertThat(focused).isBetween(0.9, 1.1);
    assertThat(whole).isLessThan(0.1);
  }

  private int sentWidth(int request) {
    return model.requests().get(request).photo().width();
  }

  /** How much of the texture's fine waves is in the spot of an image. */
  private double detail(FusionRequest.Builder request) throws IOException {
    try (FusionClient client = FusionClient.open(model, FusionConfig.DEFAULT);
        FusionResult result = client.fuse(request.build())) {
      BufferedImage image = read(result.image().source());
      return fine((x, y) -> image.getRGB(SPOT.x + x, SPOT.y + y) >> 8 & 0xFF);
    }
  }

  private static BufferedImage read(ImageSource source) throws IOException {
    try (InputStream stream = source.open()) {
      return ImageIO.read(stream);
    }
  }

  /** The energy of the waves that are too fine for the whole photo, where they belong. */
  private static double fine(IntBinaryOperator sample) {
    double energy = 0;
    for (double[] wave : List.of(WAVES[1], WAVES[2])) {
      double sum = 0;
      for (int y = 0; y < SPOT.height; y++) {
        for (int x = 0; x < SPOT.width; x++) {
          sum += sample.applyAsInt(x, y) * wave(wave, x, y, SPOT.width, SPOT.height);
        }
      }
      energy += sum * sum;
    }
    return energy;
  }
}
