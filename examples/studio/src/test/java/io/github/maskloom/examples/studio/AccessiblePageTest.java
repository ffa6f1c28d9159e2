package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every step in widths, languages and modes, judged by axe-core: contrast, names, roles, focus.
 * With {@code -Dstudio.pictures=docs} it writes the README's pictures into that folder, and with
 * {@code -Dstudio.pictures.all=true} one of each step.
 */
@Tag("browser")
class AccessiblePageTest {
  private static final Set<String> README =
      Set.of(
          "1366-en-light-result",
          "1366-zh-dark-painting",
          "360-en-light-painting",
          "360-zh-dark-result");

  @RegisterExtension static final StudioServer studio = StudioServer.with();
  @RegisterExtension static final StudioPage page = StudioPage.of(studio);

  /** Each width, language and mode meets each of the others. */
  @ParameterizedTest
  @CsvSource({
    "360,en,light",
    "360,zh,dark",
    "768,en,dark",
    "768,zh,light",
    "1366,en,light",
    "1366,zh,dark"
  })
  void violatesNothing(int width, String language, String theme) throws Exception {
    String look = width + "-" + language + "-" + theme + "-";
    page.open(width, width == 768 ? 1024 : width < 768 ? 740 : 768, language, theme);
    Axe axe = Axe.on(page.browser());
    judge(axe, look + "empty");
    page.chooseDemoRoom();
    judge(axe, look + "painting");
    page.run("$('more').open = true; $('filter-box').open = true");
    page.chooseFile("#mask-file", "mask.png", new byte[] {1, 2, 3});
    page.news();
    judge(axe, look + "menu");
    page.run("$('more').open = false; $('news-close').click()");
    page.run("$('filter-box').open = innerWidth > 860");
    page.place();
    judge(axe, look + "result");
    page.pick("armchair");
    page.click("#fuse");
    page.awaitStep("result");
    page.click("#side-by-side");
    judge(axe, look + "tries");
  }

  private static void judge(Axe axe, String name) throws Exception {
    photograph(name);
    assertThat(axe.violations()).as(name).isEmpty();
    assertThat(page.isTrue("document.documentElement.scrollWidth <= innerWidth")).as(name).isTrue();
  }

  private static void photograph(String name) throws Exception {
    String folder = System.getProperty("studio.pictures", "");
    if (folder.isEmpty() || !(README.contains(name) || Boolean.getBoolean("studio.pictures.all"))) {
      return;
    }
    page.browser().runAsync("setTimeout(arguments[0], 400)"); // Colors fade.
    String jpeg =
        page.browser()
            .cdp("Page.captureScreenshot", Map.of("format", "jpeg", "quality", 82))
            .path("data")
            .asString();
    Path file = Path.of(folder, name + ".jpg");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(jpeg));
  }
}
