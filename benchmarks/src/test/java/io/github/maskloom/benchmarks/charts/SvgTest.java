package io.github.maskloom.benchmarks.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class SvgTest {
  private static final String NASTY = "<b>\"A\" & 'B'</b> ]]> é 🛋";

  @Test
  void textsAndAttributesComeBackAsTheyWere() throws Exception {
    Svg svg = new Svg();
    svg.open("g", "class", NASTY);
    svg.text("desc", NASTY);
    svg.label("start", 0, 0, List.of(new Svg.Span(NASTY, NASTY)));
    svg.close();

    Element group = Xml.parse(svg.finish()).getDocumentElement();

    assertThat(group.getAttribute("class")).isEqualTo(NASTY);
    assertThat(Xml.all(group, "desc")).extracting(Element::getTextContent).containsExactly(NASTY);
    assertThat(Xml.all(group, "tspan"))
        .allSatisfy(
            span -> {
              assertThat(span.getTextContent()).isEqualTo(NASTY);
              assertThat(span.getAttribute("class")).isEqualTo(NASTY);
            });
  }

  @Test
  void charactersThatXmlCannotHoldAreReplaced() {
    assertThat(Svg.escape("a\u0000b\u001bc\uFFFEd\tE")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\tE");
    assertThat(Svg.escape("\uD83D")).isEqualTo("\uFFFD");
  }

  @Test
  void anElementLeftOpenIsRefused() {
    Svg svg = new Svg();
    svg.open("svg");

    assertThatThrownBy(svg::finish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("svg");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 0",
    "-0.001, 2, 0",
    "1.005, 2, 1.01",
    "1200, 0, 1200",
    "3.10, 2, 3.1",
    "1e-4, 6, 0.0001",
    "12345678.9, 1, 12345678.9"
  })
  void numbersHaveNoExponentAndNoTrailingZeros(double value, int decimals, String text) {
    assertThat(Svg.number(value, decimals)).isEqualTo(text);
  }

  @Test
  void coordinatesAreRounded() {
    Svg svg = new Svg();
    svg.empty("circle", "r", 1 / 3.0);

    assertThat(svg.finish()).isEqualTo(String.format(Locale.ROOT, "<circle r=\"%.2f\"/>\n", 0.33));
  }
}
