package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.metadata.XmpPacket;
import io.github.maskloom.testing.UltraHdr;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What XMP and ISO 21496-1 say of a gain map. */
class GainMapTest {
  private static Optional<GainMap> xmp(String properties) {
    String packet =
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
            + " xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:";
    byte[] bytes = (packet + properties + "</rdf:Description></rdf:RDF>").getBytes(ISO_8859_1);
    return GainMap.ofXmp(XmpPacket.texts(bytes, "map"));
  }

  @Test
  void hasDefaultsForAllButTheMaximum() {
    GainMap map = xmp("Version='1.0' hdrgm:GainMapMax=\"2.5\">").orElseThrow();

    assertThat(map.baseIsHdr()).isFalse();
    assertThat(map.channels()).containsExactly(new GainMap.Channel(0, 2.5, 1));
    assertThat(xmp("Version='1.0'>")).isEmpty();
  }

  @Test
  void takesNumbersOfOneOrThreeChannelsFromAttributesAndElements() {
    GainMap map =
        xmp("Version='1.0' hdrgm:GainMapMin='-1'><hdrgm:GainMapMax> 1, 2 3 </hdrgm:GainMapMax>"
                + "<hdrgm:Gamma a='b'><rdf:Seq><rdf:li>1</rdf:li><rdf:li>2</rdf:li>"
                + "<rdf:li>0.5</rdf:li></rdf:Seq></hdrgm:Gamma>")
            .orElseThrow();

    assertThat(map.channels())
        .containsExactly(
            new GainMap.Channel(-1, 1, 1),
            new GainMap.Channel(-1, 2, 2),
            new GainMap.Channel(-1, 3, 0.5));
    // 255 * 1/2, 255 * (1/3)^2, 255 * (1/4)^(1/2)
    assertThat(map.neutralRgb()).isEqualTo(128 << 16 | 28 << 8 | 128);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hdrgm:GainMapMax='2' hdrgm:Gamma='0'>",
        "hdrgm:GainMapMax='2' hdrgm:Gamma='-1'>",
        "hdrgm:GainMapMax='Infinity'>",
        "hdrgm:GainMapMax='1e999'>",
        "hdrgm:GainMapMax='two'>",
        "hdrgm:GainMapMax='1 2 3 4'>",
        "hdrgm:GainMapMax='",
        "hdrgm:GainMapMax>",
        "><hdrgm:GainMapMax>2",
      })
  void isNotThereIfItIsNotSound(String properties) {
    assertThat(xmp("Version='1.0' " + properties)).isEmpty();
  }

  @Test
  void isNotThereInAnotherVersion() {
    assertThat(xmp("Version='2.0' hdrgm:GainMapMax='2'>")).isEmpty();
    assertThat(xmp("GainMapMax='2'>")).isEmpty();
  }

  @Test
  void readsABlockOfIsoAndNoPartOfOne() {
    byte[] block = UltraHdr.isoBlock(0, 0, new int[] {-100, 300, 50});
    byte[] common = UltraHdr.isoBlockOfCommonDenominator(new int[] {-100, 300, 50});

    for (byte[] whole : new byte[][] {block, common}) {
      assertThat(GainMap.ofIso(whole, 0).orElseThrow().channels())
          .containsExactly(new GainMap.Channel(-1, 3, 0.5));
      for (int length = 0; length < whole.length; length++) {
        assertThat(GainMap.ofIso(Arrays.copyOf(whole, length), 0)).isEmpty();
      }
    }
  }

  @Test
  void takesADenominatorOfZeroForDamage() {
    byte[] block = UltraHdr.isoBlockOfCommonDenominator(new int[] {-100, 300, 50});
    Arrays.fill(block, 5, 9, (byte) 0);

    assertThat(GainMap.ofIso(block, 0)).isEmpty();
  }
}
