package io.github.maskloom.benchmarks.charts;

import java.util.stream.Collectors;

/** What every chart has: its size, title, description, colors and footer. */
final class Sheet {
  static final double WIDTH = 830;
  static final double FONT_SIZE = 13;
  static final double LEFT = 4;
  static final double SUBTITLE_Y = 48;

  /** How far below the middle of a line of text its baseline is. */
  static final double HALF_LETTER = 4.5;

  static final double TICK_LENGTH = 5;

  private static final double CHARACTER_WIDTH = 0.68 * FONT_SIZE;
  private static final double TITLE_Y = 24;
  private static final double FOOTER_FROM_BOTTOM = 10;
  private static final String FONTS =
      "-apple-system, BlinkMacSystemFont, \"Segoe UI\", \"Noto Sans\", Helvetica, Arial,"
          + " sans-serif";

  private Sheet() {}

  /**
   * Begins an image.
   *
   * @param description all that the chart shows, in words, for those who cannot see it
   */
  static Svg open(double height, String title, String description, String footer) {
    Svg svg = new Svg();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "role",
        "img",
        "width",
        WIDTH,
        "height",
        height,
        "viewBox",
        "0 0 " + Svg.number(WIDTH, 0) + " " + Svg.number(height, 0),
        "aria-labelledby",
        "title description");
    svg.text("title", title, "id", "title");
    svg.text("desc", description, "id", "description");
    svg.text("style", style());
    svg.label("title", "start", LEFT, TITLE_Y, title);
    svg.label("quiet footer", "start", LEFT, height - FOOTER_FROM_BOTTOM, footer);
    return svg;
  }

  /** Estimates a text's width from above: bold, in the widest of usual fonts. */
  static double textWidth(String text) {
    return text.length() * CHARACTER_WIDTH;
  }

  private static String style() {
    return """

        text { font: %spx %s; fill: #1f2328; }
        .title { font-size: 18px; font-weight: 600; }
        .strong { font-weight: 700; }
        .quiet { fill: #59636e; }
        .small { font-size: 12px; }
        .footer { font-size: 11px; }
        .grid { stroke: #d1d9e0; }
        .axis { stroke: #818b98; }
        .line { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linejoin: round; }
        .thick { stroke-width: 3.5; }
        .marker, .bar { fill: currentColor; }
        .leader { stroke: currentColor; }
        %s
        @media (prefers-color-scheme: dark) {
        text { fill: #f0f6fc; }
        .quiet { fill: #9198a1; }
        .grid { stroke: #30363d; }
        .axis { stroke: #656c76; }
        %s
        }
        """
        .formatted(Svg.number(FONT_SIZE, 0), FONTS, colors(false), colors(true));
  }

  private static String colors(boolean dark) {
    return Look.ALL.stream()
        .map(
            look -> "." + look.style() + " { color: " + (dark ? look.dark() : look.light()) + "; }")
        .collect(Collectors.joining("\n"));
  }
}
