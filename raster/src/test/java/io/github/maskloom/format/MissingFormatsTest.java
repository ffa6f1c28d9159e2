package io.github.maskloom.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.image.OutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No format is installed here, so each file tells which artifact it needs. */
class MissingFormatsTest {
  private final ImageFormats formats = ImageFormats.installed();

  @ParameterizedTest
  @CsvSource({
    "'\u0089PNG\r\n\u001a\n', maskloom-png",
    "'\u00ff\u00d8\u00ff\u00e0', maskloom-jpeg",
    "GIF89a, maskloom-classic",
    "BM6, maskloom-classic",
    "'II*\0', maskloom-classic",
    "'MM\0*', maskloom-classic",
    "'RIFF\1\2\3\4WEBPVP8 ', maskloom-webp"
  })
  void aFileNamesTheArtifactThatReadsIt(String start, String artifact) {
    byte[] head = start.getBytes(ISO_8859_1);

    assertThat(formats.of(head)).isEmpty();
    assertThat(formats.unknown(head).rule())
        .endsWith("add the artifact io.github.maskloom:" + artifact);
    assertThat(formats.looksLikeImage(head)).isTrue();
  }

  @Test
  void anOutputNamesTheArtifactThatWritesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> formats.writing(OutputFormat.JPEG))
        .withMessageEndingWith("add the artifact io.github.maskloom:maskloom-jpeg");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> formats.writing(() -> "image/webp"))
        .withMessage("no format here writes image/webp");
  }

  @Test
  void anEndingOfAnImageIsKnownThoughNobodyReadsIt() {
    assertThat(formats.mediaTypeOf("a.heic")).contains("image/heic");
    assertThat(formats.mediaTypeOf("a.pdf")).isEmpty();
    assertThat(formats.ofExtension("png")).isEmpty();
  }

  @Test
  void whatNobodyKnowsIsToldSo() {
    assertThat(formats.unknown(new byte[0]).rule()).isEqualTo("there are no bytes");
    assertThat(formats.unknown("Dear reader".getBytes(ISO_8859_1)).rule())
        .startsWith("no format is installed");
    assertThat(formats.looksLikeImage("%PDF-1.7".getBytes(ISO_8859_1))).isFalse();
  }
}
