package io.github.maskloom.examples.studio;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * How long painting takes in each frame on a photo of twelve megapixels, as the studio shrinks it
 * and whole. It is told and not asserted, since it says as much of the machine as of the page.
 */
@Tag("load")
class PaintingSpeedTest {
  /** Paints for 300 frames, four moves of the pointer each; then a ring is closed and filled. */
  private static final String PAINT =
      "const done = arguments[0]; const paint = document.getElementById('paint');"
          + "const box = paint.getBoundingClientRect(); paint.setPointerCapture = () => {};"
          + "const send = (type, x, y) => paint.dispatchEvent(new PointerEvent(type, {"
          + "  bubbles: true, pointerId: 1, isPrimary: true, button: 0, clientX: box.left + x,"
          + "  clientY: box.top + y }));"
          + "const at = (turn) => [box.width * (0.5 + 0.3 * Math.cos(turn)),"
          + "  box.height * (0.5 + 0.3 * Math.sin(turn))];"
          + "const works = []; const frames = []; let frame = 0; let last = 0;"
          + "const tick = (now) => {"
          + "  if (last) frames.push(now - last); last = now;"
          + "  const start = performance.now();"
          + "  if (frame === 0) send('pointerdown', ...at(0));"
          + "  for (let i = 0; i < 4; i++) send('pointermove', ...at((frame * 4 + i) / 190));"
          + "  works.push(performance.now() - start);"
          + "  if (++frame < 300) return requestAnimationFrame(tick);"
          + "  const end = performance.now(); send('pointerup', ...at(0));"
          + "  const filled = performance.now() - end;"
          + "  const sorted = (list) => [...list].sort((a, b) => a - b);"
          + "  const share = (list, of) => sorted(list)[Math.floor((list.length - 1) * of)];"
          + "  done({ width: paint.width, height: paint.height, work: share(works, 0.5),"
          + "    work95: share(works, 0.95), frame: share(frames, 0.5), frame95: share(frames, 0.95),"
          + "    filled });"
          + "}; requestAnimationFrame(tick);";

  @RegisterExtension static final StudioServer shrinking = StudioServer.with();

  @RegisterExtension
  static final StudioServer whole = StudioServer.with("studio.upload.max-side=4096");

  @RegisterExtension static final StudioPage shrunkPage = StudioPage.of(shrinking);
  @RegisterExtension static final StudioPage wholePage = StudioPage.of(whole);

  @Test
  void paintsOnAShrunkPhoto() throws Exception {
    shrunkPage.reload();
    measure(shrunkPage);
  }

  @Test
  void paintsOnAWholePhoto() throws Exception {
    wholePage.reload();
    measure(wholePage);
  }

  private static void measure(StudioPage page) throws Exception {
    page.choose(photo());
    JsonNode found = page.browser().runAsync(PAINT);
    System.out.printf(
        "%d x %d: work of the page in a frame %.1f ms (median), %.1f ms (95 %%);"
            + " frame to frame %.1f ms (median), %.1f ms (95 %%);"
            + " end of the stroke with filling %.0f ms%n",
        found.path("width").asInt(),
        found.path("height").asInt(),
        found.path("work").asDouble(),
        found.path("work95").asDouble(),
        found.path("frame").asDouble(),
        found.path("frame95").asDouble(),
        found.path("filled").asDouble());
  }

  /** Twelve megapixels. */
  private static byte[] photo() throws Exception {
    BufferedImage image = new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.LIGHT_GRAY, 4000, 3000, Color.DARK_GRAY));
    graphics.fillRect(0, 0, 4000, 3000);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
