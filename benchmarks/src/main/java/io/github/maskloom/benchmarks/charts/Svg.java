package io.github.maskloom.benchmarks.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Writes SVG, an element a line; every text and attribute is escaped. */
final class Svg {
  private static final int COORDINATE_DECIMALS = 2;

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** A piece of a line of text, with the class that styles it. */
  record Span(String style, String content) {}

  /** Opens an element; attributes are names and values in turn, numbers rounded to 0.01. */
  void open(String name, Object... attributes) {
    start(name, attributes).append(">\n");
    open.push(name);
  }

  void close() {
    String name = open.pop();
    indent().append("</").append(name).append(">\n");
  }

  void empty(String name, Object... attributes) {
    start(name, attributes).append("/>\n");
  }

  void text(String name, String content, Object... attributes) {
    start(name, attributes).append('>').append(escape(content));
    out.append("</").append(name).append(">\n");
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    empty("line", "class", style, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
  }

  /** Writes a line of text; {@code anchor} says which part of it is at x. */
  void label(String style, String anchor, double x, double y, String content) {
    text("text", content, "class", style, "text-anchor", anchor, "x", x, "y", y);
  }

  /** Writes one line of text whose pieces look different; white space between them counts. */
  void label(String anchor, double x, double y, List<Span> spans) {
    start("text", "text-anchor", anchor, "x", x, "y", y, "xml:space", "preserve").append('>');
    for (Span span : spans) {
      out.append("<tspan class=\"").append(escape(span.style())).append("\">");
      out.append(escape(span.content())).append("</tspan>");
    }
    out.append("</text>\n");
  }

  /**
   * Returns all that was written.
   *
   * @throws IllegalStateException if an element is still open
   */
  String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  /** Rounds to so many decimals at most, without trailing zeros, the same in every locale. */
  static String number(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : '\uFFFD');
              }
            });
    return escaped.toString();
  }

  /** XML 1.0, section 2.2: no escape makes the other characters legal. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c < Character.MIN_SURROGATE)
        || (c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF);
  }

  private StringBuilder start(String name, Object... attributes) {
    indent().append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escape(value(attributes[i + 1]))).append('"');
    }
    return out;
  }

  private static String value(Object attribute) {
    return attribute instanceof Double number
        ? number(number, COORDINATE_DECIMALS)
        : attribute.toString();
  }

  private StringBuilder indent() {
    return out.append("  ".repeat(open.size()));
  }
}
