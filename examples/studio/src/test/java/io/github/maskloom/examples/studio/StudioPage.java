package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.nio.file.Files;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/** The page of a studio in Chromium. Every test begins with a page that keeps nothing. */
@NullMarked
record StudioPage(StudioServer studio, Browser browser) implements BeforeEachCallback {
  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    browser.go(studio.uri("/logo.svg"));
    browser.forgetEverything();
    open(1280, 900, "en", "light");
  }

  /** Opens the page in a window of this size, in {@code en} or {@code zh}, {@code light} or not. */
  void open(int width, int height, String language, String theme) throws Exception {
    browser.resize(width, height);
    browser.go(studio.uri("/logo.svg"));
    run("localStorage.setItem('language', '%s')".formatted(language));
    run("localStorage.setItem('theme', '%s')".formatted(theme));
    reload();
  }

  void reload() throws Exception {
    browser.go(studio.uri("/"));
    browser.waitUntil("document.body.dataset.ready");
  }

  /** What Deque's axe-core finds wrong with the page as it is now, for people with disabilities. */
  String violations() throws Exception {
    try (InputStream script = requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
      browser.run(new String(script.readAllBytes(), UTF_8));
    }
    return browser
        .runAsync(
            "const done = arguments[0];const fading = document.getAnimations().filter((one) =>"
                + " one.effect.getTiming().iterations < 9).map((one) => one.finished);"
                + "Promise.allSettled(fading).then(() => axe.run(document, { resultTypes:"
                + " ['violations'] }).then((found) => done(found.violations.map((rule) =>"
                + " rule.id + ': ' + rule.nodes.map((node) => node.target + ' ' +"
                + " node.failureSummary).join('; ')).join('\\n'))))")
        .asString();
  }

  // What people do

  /** Chooses a photo, and waits until it can be painted. */
  void choose(byte[] photo) throws Exception {
    chooseFile("#file", "photo", photo);
    awaitStep("painting");
  }

  void chooseFile(String input, String name, byte[] bytes) throws Exception {
    browser.type(input, Files.write(browser.profile.resolve(name), bytes).toString());
  }

  void chooseDemoRoom() throws Exception {
    click("#try-demo");
    awaitStep("painting");
    browser.waitUntil("!document.getElementById('fuse').disabled");
  }

  /** Paints with the mouse; points are offsets from the middle of the photo. */
  void paint(int[]... points) throws Exception {
    browser.drag("#paint", points);
  }

  void pick(String type) throws Exception {
    run("document.querySelector('.piece input[value^=" + type + "]').click()");
  }

  /** Places what is picked, and waits for the image. */
  void place() throws Exception {
    click("#fuse");
    awaitStep("result");
  }

  void click(String selector) throws Exception {
    browser.click(selector);
  }

  // What they see

  void awaitStep(String step) {
    String at = "document.body.dataset.state === '%s'".formatted(step);
    browser.waitUntil(at + " && !document.body.classList.contains('busy')");
  }

  /** Runs JavaScript, which may {@code return} something; {@code $} finds elements by their id. */
  JsonNode run(String script) throws Exception {
    return browser.run("const $ = (id) => document.getElementById(id);" + script);
  }

  String text(String id) throws Exception {
    return run("return $('%s').textContent".formatted(id)).asString();
  }

  boolean isTrue(String expression) throws Exception {
    return run("return Boolean(" + expression + ")").asBoolean();
  }

  /** Whether all of an element is within the window. */
  boolean isInView(String id) throws Exception {
    return isTrue(
        "((box) => box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1)"
            + "($('%s').getBoundingClientRect())".formatted(id));
  }

  String focused() throws Exception {
    return run("return document.activeElement.id").asString();
  }

  /** How many pixels are painted. */
  long paintedPixels() throws Exception {
    return run("const c = $('paint');"
            + "return c.getContext('2d').getImageData(0, 0, c.width, c.height).data"
            + ".filter((sample, i) => i % 4 === 3 && sample > 0).length")
        .asLong();
  }

  /** Waits until news are shown, and answers them. */
  String news() throws Exception {
    browser.waitUntil("!document.getElementById('news').hidden");
    return text("news-text");
  }
}
