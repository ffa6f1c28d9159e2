package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputOptions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What XMP says of a model's part in an image. */
class XmpLabelTest {
  private static final String IPTC =
      " xmlns:ext='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'"
          + " xmlns:t='http://www.tc260.org.cn/ns/AIGC/1.0/'";
  private static final AiLabel LABEL =
      AiLabel.COMPOSITE.withAigc(Map.of("ContentProducer", "a \"model\" & <caf\u00E9>"));

  private static String packet(String attributes, String elements) {
    return "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        + "<rdf:Description rdf:about='uuid:&quot;\u00E9'"
        + IPTC
        + attributes
        + ">"
        + elements
        + "<dc:rights>mine</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>";
  }

  private static AiLabel read(String packet) {
    return XmpPacket.label(packet.getBytes(UTF_8));
  }

  private static String written(Optional<String> packet, AiLabel label) {
    byte[] before = packet.orElse("").getBytes(UTF_8);
    KeptFields fields = new KeptFields(MetadataReport.builder());
    return new String(
        XmpPacket.kept(before, "xmp", 1, OutputOptions.DEFAULT.withLabel(label), fields), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ext:DigitalSourceType>http://a/b</ext:DigitalSourceType>",
        "<ext:DigitalSourceType>\n http://a/b\n</ext:DigitalSourceType>",
        "<ext:DigitalSourceType><![CDATA[http://a/b]]></ext:DigitalSourceType>",
        "<ext:DigitalSourceType rdf:resource='http://a/b'/>"
      })
  void theSourceTypeIsReadFromAnElement(String element) {
    assertThat(read(packet("", element)))
        .isEqualTo(AiLabel.NONE.withDigitalSourceType("http://a/b"));
  }

  @Test
  void bothAreReadFromAttributes() {
    String attributes =
        " ext:DigitalSourceType='http://a/b'\n t:AIGC = '{&quot;Label&quot;:&quot;1&quot;}'";

    assertThat(read(packet(attributes, "")))
        .isEqualTo(AiLabel.NONE.withDigitalSourceType("http://a/b").withAigc("{\"Label\":\"1\"}"));
  }

  @Test
  void charactersMayBeWrittenAsNumbers() {
    String attributes = " t:AIGC='{&#34;a&#x22;:&#34;&#39;&#x6c99;&amp;#39;&#xFFFFFF;&#34;}'";

    assertThat(read(packet(attributes, "")))
        .isEqualTo(AiLabel.NONE.withAigc("{\"a\":\"'沙&#39;&#xFFFFFF;\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<a>", "<a/>", "<ext:DigitalSourceType>x</ext:DigitalSourceType >"})
  void whatSaysNothingIsNoLabel(String packet) {
    String other = packet.contains("Type") ? packet.replace("ext:", "other:") : packet;

    assertThat(read(other)).isEqualTo(AiLabel.NONE);
  }

  @Test
  void aNewPacketSaysWhatItWasGiven() {
    assertThat(read(written(Optional.empty(), LABEL))).isEqualTo(LABEL);
    assertThat(read(written(Optional.of("no XML"), LABEL))).isEqualTo(LABEL);
    assertThat(read(written(Optional.of("<a/>"), LABEL))).isEqualTo(LABEL);
  }

  @Test
  void aPacketKeepsItsPropertiesAndSaysTheNewLabel() {
    String before = packet(" ext:DigitalSourceType='old'", "<t:AIGC>{}</t:AIGC>");

    String after = written(Optional.of(before), LABEL);

    assertThat(read(after)).isEqualTo(LABEL);
    assertThat(after).contains("<dc:rights>mine</dc:rights>").doesNotContain("old", "{}");
  }

  @Test
  void whatTheLabelDoesNotSayStays() {
    String before = packet(" ext:DigitalSourceType='old'", "<t:AIGC>{}</t:AIGC>");

    AiLabel after = read(written(Optional.of(before), AiLabel.COMPOSITE));

    assertThat(after).isEqualTo(AiLabel.COMPOSITE.withAigc("{}"));
  }

  @Test
  void withoutALabelThereIsNoPacketOfNothing() {
    assertThat(written(Optional.of("as it is"), AiLabel.NONE)).isEmpty();
    assertThat(written(Optional.empty(), AiLabel.NONE)).isEmpty();
  }

  @Test
  void aLabelStaysWithAnEditedImage() {
    String packet = written(Optional.empty(), LABEL);

    assertThat(written(Optional.of(packet), AiLabel.NONE)).isEqualTo(packet);
  }

  @Test
  void whatIsTooLongForALabelIsNone() {
    String json = "{" + "x".repeat(70_000) + "}";
    byte[] packet =
        ("<rdf:RDF xmlns:TC260='http://www.tc260.org.cn/ns/AIGC/1.0/'><rdf:Description>"
                + "<TC260:AIGC>"
                + json
                + "</TC260:AIGC></rdf:Description></rdf:RDF>")
            .getBytes(UTF_8);

    assertThat(XmpPacket.label(packet)).isEqualTo(AiLabel.NONE);
  }
}
