package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page costs before anything is seen. */
@Tag("browser")
class PageWeightTest {
  private static final long MAX_BYTES = 100_000;

  @RegisterExtension static final StudioServer studio = StudioServer.with();
  @RegisterExtension static final StudioPage page = StudioPage.of(studio);

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void isPaintedAfterLessThanAHundredKilobytes(String language) throws Exception {
    page.browser().cdp("Network.clearBrowserCache", Map.of());
    page.open(360, 740, language, "light");
    long bytes =
        page.run(
                "const all = [performance.getEntriesByType('navigation')[0],"
                    + " ...performance.getEntriesByType('resource')];"
                    + "return all.filter((one) => !/\\.(jpg|png|svg)$|picture$/.test(one.name))"
                    + ".reduce((sum, one) => sum + one.transferSize, 0)")
            .asLong();
    System.out.printf("The page in %s: %d bytes without its images%n", language, bytes);
    assertThat(bytes).isBetween(10_000L, MAX_BYTES);
  }

  @Test
  void sendsPlainTextToWhoeverCannotUnpackIt() throws Exception {
    StudioServer.Answer answer = studio.get("/js/main.js");
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(new String(answer.body(), UTF_8))
        .startsWith("/** Brings the parts of the page together.");
    assertThat(answer.header("Content-Type")).startsWith("text/javascript");
  }
}
