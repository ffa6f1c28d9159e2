package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.ScriptedProvider;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image that is broken is lost, whether it was to be restored or only to be looked at. */
class RestoredDamageTest extends InFusionFolder {
  private static final int DAMAGES = 120;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
  void restoringFindsTheDamageThatDecodingFinds(String format) throws IOException {
    byte[] encoded = encoded(format);
    List<byte[]> answers = new ArrayList<>(List.of(encoded));
    answers.addAll(cuts(encoded));
    answers.addAll(flips(encoded));

    List<Boolean> decoded = new ArrayList<>();
    List<Boolean> restored = new ArrayList<>();
    List<Boolean> finished = new ArrayList<>();
    answered(answers, request().build(), image -> decoded.add(image.isPresent()));
    answered(
        answers,
        restoring(),
        image -> {
          restored.add(image.isPresent());
          finished.add(image.restored().isPresent());
        });
    assertThat(decoded).startsWith(true).contains(false);
    assertThat(restored).isEqualTo(decoded);
    assertThat(finished).isEqualTo(decoded);
    files.assertOnlyImagesLeft();
  }

  private static List<byte[]> cuts(byte[] whole) {
    List<byte[]> cuts = new ArrayList<>();
    for (int i = 0; i < DAMAGES; i++) {
      cuts.add(Arrays.copyOf(whole, (int) ((long) whole.length * i / DAMAGES)));
    }
    cuts.add(Arrays.copyOf(whole, whole.length - 1));
    return cuts;
  }

  private static List<byte[]> flips(byte[] whole) {
    Random random = new Random(3);
    List<byte[]> flips = new ArrayList<>();
    for (int i = 0; i < DAMAGES; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      flips.add(flipped);
    }
    return flips;
  }

  /** Looks at each image of a provider that answers so. */
  private void answered(List<byte[]> answers, FusionRequest request, Consumer<FusedImage> look)
      throws IOException {
    ScriptedProvider provider =
        acting(
            (asked, call) -> {
              for (int i = 0; i < answers.size(); i++) {
                deliver(call, i, answers.get(i));
              }
            });
    fused(provider, request, result -> result.images().forEach(look));
  }

  private static byte[] encoded(String format) throws IOException {
    BufferedImage image = new BufferedImage(45, 70, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setPaint(new GradientPaint(0, 0, Color.ORANGE, 45, 70, Color.BLUE));
    canvas.fillRect(0, 0, 45, 70);
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }
}
