package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.openai.EditCall;
import io.github.maskloom.testing.openai.OpenAiServer;
import io.github.maskloom.testing.server.Answer;
import java.awt.image.BufferedImage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page while a model draws: previews, cancelling, a reload meanwhile. */
@Tag("browser")
class DrawnPageTest {
  private static final OpenAiServer OPENAI = new OpenAiServer();

  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with(
          "studio.provider=openai",
          "studio.openai.api-key=sk-test",
          "studio.openai.base-url=" + OPENAI.baseUrl(),
          "studio.openai.fallback-to-local=false");

  @RegisterExtension static final StudioPage page = StudioPage.of(studio);

  private final CountDownLatch drawn = new CountDownLatch(1);

  @AfterAll
  static void close() {
    OPENAI.close();
  }

  /** A model that shows a preview, and then waits until the test lets it go on. */
  @BeforeEach
  void answerSlowly() throws Exception {
    byte[] image = TestImages.photo("png", 1024, 1024);
    String preview = EditAnswers.preview(0, TestImages.photo("png", 96, 64));
    byte[] events = (preview + EditAnswers.completed(image)).getBytes(UTF_8);
    OPENAI.answer(
        Answer.inTwoParts("text/event-stream", events, preview.getBytes(UTF_8).length, drawn));
    page.choose(TestImages.photo("png", 1600, 1200));
    page.paint(new int[][] {{-20, 0}, {20, 0}});
    page.pick("lamp");
    page.click("#fuse");
  }

  @Test
  void showsWhatIsDrawnSoFarAndViolatesNothingMeanwhile() throws Exception {
    page.browser().waitUntil("document.getElementById('drawn').naturalWidth === 96");
    assertThat(page.isTrue("$('drawn').checkVisibility() && $('panel').inert")).isTrue();
    assertThat(Axe.on(page.browser()).violations()).isEmpty();
    drawn.countDown();
    page.awaitStep("result");

    EditCall call = OPENAI.calls().get(OPENAI.calls().size() - 1);
    assertThat(call.fields()).containsEntry("partial_images", "2");
    BufferedImage sent = EditCall.decoded(call.images().get(0));
    assertThat(sent.getWidth()).as("only the part around the paint").isLessThan(1600);
    assertThat(page.isTrue("$('mark').hidden")).isTrue();
    assertThat(page.text("advice")).startsWith("Fused by a model");
    page.browser().waitUntil("document.getElementById('after').naturalWidth === 1600");
  }

  @Test
  void goesOnAfterAReload() throws Exception {
    page.browser().waitUntil("document.getElementById('drawn').naturalWidth === 96");
    page.reload();
    page.browser().waitUntil("document.body.dataset.state === 'fusing'");
    drawn.countDown();
    page.awaitStep("result");
    page.browser().waitUntil("document.getElementById('after').naturalWidth === 1600");
  }

  @Test
  void cancelsAndLeavesThePaint() throws Exception {
    page.browser().waitUntil("document.getElementById('drawn').naturalWidth === 96");
    page.click("#cancel");
    page.awaitStep("painting");
    drawn.countDown();
    assertThat(page.paintedPixels()).isPositive();
    assertThat(page.text("live")).isEqualTo("Cancelled");
    assertThat(page.isTrue("$('news').hidden && !$('fuse').disabled")).isTrue();
  }
}
