package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.metadata.XmpPacket.Subject;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an XMP packet keeps once the image it describes was changed. */
class XmpPacketTest {
  private static final String BEGIN =
      "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
          + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
          + "<rdf:Description rdf:about=\"uuid:7\" xmlns:xmpGImg=\"http://ns.adobe.com/xap/1.0/g/img/\"";
  private static final String TITLE = "<dc:title>A r\u00F6\u00F6m</dc:title>";
  private static final String END = "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";

  private static String packet(String attributes, String elements) {
    return BEGIN + attributes + ">" + TITLE + elements + END;
  }

  private static String left(String packet) {
    XmpPacket xmp = XmpPacket.of(packet.getBytes(UTF_8)).orElseThrow();
    return new String(xmp.without(EnumSet.allOf(Subject.class)), UTF_8);
  }

  private static Set<Subject> subjects(String packet) {
    return XmpPacket.of(packet.getBytes(UTF_8)).orElseThrow().subjects();
  }

  @Test
  void aDeclarationOfThumbnailsIsNone() {
    String packet = packet("", "");

    assertThat(subjects(packet)).isEmpty();
    assertThat(left(packet)).isEqualTo(packet);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<xmp:Thumbnails><rdf:Alt><rdf:li><xmpGImg:image>/9j</xmpGImg:image></rdf:li></rdf:Alt>"
            + "</xmp:Thumbnails>",
        "<xap:Thumbnails rdf:parseType='x'>\n/9j\n</xap:Thumbnails >",
        "<xmp:Thumbnails/>",
        "<a:Pages><rdf:Seq><rdf:li xmpGImg:width='9'/></rdf:Seq></a:Pages>",
        "<a:Pages xmlns:g='http://ns.adobe.com/xap/1.0/g/img/'><g:image>x</g:image></a:Pages>"
      })
  void aThumbnailGoesWithItsProperty(String property) {
    assertThat(subjects(packet("", property))).containsExactly(Subject.PICTURE);
    assertThat(left(packet("", property))).isEqualTo(packet("", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/9j/", "\n  iVBORw0KGgo", "&#xA;SUkqA", "data:image/tiff;base64,TU0AK"})
  void aPictureInBase64GoesWhateverItIsCalled(String begin) {
    String data = begin + "A".repeat(80);

    assertThat(left(packet("", "<a:b>" + data + "</a:b>"))).isEqualTo(packet("", ""));
    assertThat(left(packet("", "<a:b><![CDATA[" + data + "]]></a:b>"))).isEqualTo(packet("", ""));
    assertThat(left(packet(" a:b='" + data + "'", ""))).isEqualTo(packet("", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "GDepth:Format='x', DEPTH_MAP",
    "a:DepthmapVersion='1', DEPTH_MAP",
    "GImage:Data='x', ORIGINAL",
    "GAudio:Data='x', SOUND",
    "GCamera:MicroVideoOffset='9', FILM",
    "GCamera:MotionPhoto='1', FILM",
    "hdrgm:Version='1.0', GAIN_MAP",
    "HDRGainMap:HDRGainMapVersion='1', GAIN_MAP",
    "xmpNote:HasExtendedXMP='0123', EXTENSION"
  })
  void anAttributeThatDescribesWhatDoesNotComeAlongGoesAlone(String attribute, Subject subject) {
    assertThat(subjects(packet(" " + attribute, ""))).containsExactly(subject);
    assertThat(left(packet(" a:b='c'\n " + attribute + " d:e='f'", "")))
        .isEqualTo(packet(" a:b='c' d:e='f'", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "<Container:Directory><rdf:Seq><rdf:li><Container:Item Item:Mime='x'/></rdf:li></rdf:Seq>"
        + "</Container:Directory>, FURTHER_IMAGES",
    "<n:DepthMap xmlns:n='http://ns.google.com/photos/dd/1.0/device/'/>, DEPTH_MAP"
  })
  void anElementThatDescribesWhatDoesNotComeAlongGoes(String element, Subject subject) {
    assertThat(subjects(packet("", element))).containsExactly(subject);
    assertThat(left(packet("", element))).isEqualTo(packet("", ""));
  }

  @Test
  void whatIsNotAskedForStays() {
    String packet = packet(" hdrgm:Version='1' GDepth:Near='2'", "");

    byte[] left =
        XmpPacket.of(packet.getBytes(UTF_8)).orElseThrow().without(EnumSet.of(Subject.DEPTH_MAP));

    assertThat(new String(left, UTF_8)).isEqualTo(packet(" hdrgm:Version='1'", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<a>",
        "<a></b>",
        "<a b></a>",
        "<a b='></a>",
        "<!DOCTYPE a><a/>",
        "<a><!-- </a>",
        "</a>",
        "<a/",
        "\0<\0a\0/\0>"
      })
  void whatIsNotWellFormedIsNoPacket(String xml) {
    assertThat(XmpPacket.of(xml.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a/><?xpacket end=\"w\"", "<a/></b>", "<a></a><b", "<a/><"})
  void whatIsBrokenBehindAPacketIsNoPartOfIt(String xml) {
    assertThat(left(xml)).isEqualTo(xml);
  }

  @Test
  void aPacketThatCannotBeReadIsBlankIfItMayHoldAPicture() {
    byte[] suspect = "<a><xmp:Thumbnails>".getBytes(UTF_8);
    byte[] harmless = "<a><dc:title>".getBytes(UTF_8);

    assertThat(XmpPacket.erase(suspect, 3, suspect.length)).isEqualTo(1);
    assertThat(new String(suspect, UTF_8).strip()).isEqualTo("<a>");
    assertThat(XmpPacket.erase(harmless, 0, harmless.length)).isZero();
    assertThat(new String(harmless, UTF_8)).isEqualTo("<a><dc:title>");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "&#xA;", "&#", "&#x9;/9j/"})
  void longFillingIsReadInOnePass(String filling) {
    String packet = packet("", "<a>" + filling.repeat(100_000) + "</a>");

    assertThat(subjects(packet)).hasSize(filling.endsWith("/") ? 1 : 0);
  }

  @Test
  void deepPacketsWithoutEndAreReadInOnePass() {
    String deep = "<a xmpGImg:b='c'>".repeat(100_000) + "</a>".repeat(100_000);

    assertThat(XmpPacket.of(deep.getBytes(UTF_8))).isPresent();
    assertThat(XmpPacket.of(deep.substring(0, deep.length() - 1).getBytes(UTF_8))).isEmpty();
  }

  @Test
  void noBytesMakeItThrow() {
    Random random = new Random(5);
    byte[] packet = packet(" GDepth:Near='2'", "<xmp:Thumbnails/>").getBytes(UTF_8);
    String letters = "<>/='\" ?!-[]:ax";
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = packet.clone();
      for (int change = random.nextInt(6); change >= 0; change--) {
        changed[random.nextInt(changed.length)] =
            (byte) letters.charAt(random.nextInt(letters.length()));
      }
      XmpPacket.of(changed)
          .ifPresent(xmp -> assertThat(xmp.without(xmp.subjects()).length).isPositive());
    }
  }
}
