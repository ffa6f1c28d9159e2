package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;

/** Deque's axe-core, which finds what people with disabilities could not use. */
@NullMarked
final class Axe {
  private final Browser browser;

  private Axe(Browser browser) {
    this.browser = browser;
  }

  /** Brings it into the page that a browser shows. */
  static Axe on(Browser browser) throws IOException, InterruptedException {
    try (InputStream script =
        Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
      browser.run(new String(script.readAllBytes(), UTF_8));
    }
    return new Axe(browser);
  }

  /** What is wrong with the page as it is now: rules with the elements that violate them. */
  String violations() throws IOException, InterruptedException {
    return browser
        .runAsync(
            "const done = arguments[0];const fading = document.getAnimations().filter((one) => "
                + " one.effect.getTiming().iterations < 9).map((one) =>"
                + " one.finished);Promise.allSettled(fading).then(() => axe.run(document, {"
                + " resultTypes: ['violations'] }).then((found) => done( "
                + " found.violations.map((rule) => rule.id + ': ' + rule.nodes.map((node) =>   "
                + " node.target + ' ' + node.failureSummary).join('; ')).join('\\n"
                + "'))))")
        .asString();
  }
}
