package io.github.maskloom.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of files that are no image that is read here. */
class KnownFormatTest {
  private static final String CONVERT = ", which is not read here: convert it to JPEG or PNG";
  private static final String NO_IMAGE = ", which is not an image";

  @TempDir Path folder;

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("\0\0\0\30ftypcrx \0\0\0\1crx isom", "a raw file of Canon (CR3)" + CONVERT),
        Arguments.of("\0\0\0\30ftypheic\0\0\0\0mif1heic", "HEIC" + CONVERT),
        Arguments.of("\0\0\0\30ftypmif1\0\0\0\0mif1heic", "HEIC" + CONVERT),
        Arguments.of("\0\0\0\34ftypmif1\0\0\0\0avifmif1miaf", "AVIF" + CONVERT),
        Arguments.of("\0\0\0\34ftypavif\0\0\0\0avifmif1miaf", "AVIF" + CONVERT),
        Arguments.of("\0\0\0\34ftypisom\0\0\2\0isomiso2avc1", "a video" + NO_IMAGE),
        Arguments.of("RIFF\44\0\0\0JUNKxxxx", null),
        Arguments.of("\377\n\372\37", "JPEG XL" + CONVERT),
        Arguments.of("\0\0\0\fJXL \r\n\207\n", "JPEG XL" + CONVERT),
        Arguments.of("\0\0\0\fjP  \r\n\207\n", "JPEG 2000" + CONVERT),
        Arguments.of("8BPS\0\1\0\0", "a Photoshop file" + CONVERT),
        Arguments.of("%PDF-1.7\n%\344", "PDF" + NO_IMAGE),
        Arguments.of("PK\3\4\24\0\10\0", "ZIP" + NO_IMAGE),
        Arguments.of("<svg xmlns='http://www.w3.org/2000/svg'>", "SVG" + CONVERT),
        Arguments.of("<?xml version='1.0'?>\n<!-- drawn -->\n<svg>", "SVG" + CONVERT),
        Arguments.of("<?xml version='1.0'?>\n<note>an svg is not here</note>", "XML" + NO_IMAGE),
        Arguments.of("\r\n <!DOCTYPE HTML>\n<title>404</title>", "HTML" + NO_IMAGE),
        Arguments.of("\u00ef\u00bb\u00bf<html lang=en><svg>", "HTML" + NO_IMAGE),
        Arguments.of("{\"error\":\"expired\"}", "JSON" + NO_IMAGE),
        Arguments.of("data:image/png;base64,iVBORw0KGgo=", "the text of a data URL" + NO_IMAGE),
        Arguments.of("Dear reader", null),
        Arguments.of("\0\0\0\30ftyp", null));
  }

  @ParameterizedTest
  @MethodSource("files")
  void saysWhatAFileLooksLike(String text, String looks) throws Exception {
    byte[] bytes = text.getBytes(ISO_8859_1);
    Path file = Files.write(folder.resolve("upload"), bytes);
    String rule =
        looks == null
            ? "the bytes are not a BMP, GIF, JPEG, PNG or TIFF,"
                + " and no ImageIO plug-in here reads them"
            : "this looks like " + looks;

    for (ImageSource source :
        new ImageSource[] {
          ImageSource.of(file),
          ImageSource.of(bytes),
          ImageSource.once(new ByteArrayInputStream(bytes)),
        }) {
      assertThatThrownBy(() -> ImageInfo.read(source))
          .isInstanceOfSatisfying(
              ImageFormatException.class, e -> assertThat(e.rule()).isEqualTo(rule));
    }
  }

  @Test
  void looksNoFurtherThanItsFirstBytes() {
    assertThat(name("<?xml version='1.0'?>".getBytes(UTF_8))).contains("XML");
    assertThat(name(("<?xml?>" + " ".repeat(9000) + "<svg>").getBytes(UTF_8))).contains("XML");
    assertThat(name("<svg>".getBytes(UTF_16LE))).isEmpty();
    assertThat(name(new byte[0])).isEmpty();
    assertThat(name("RIFF\44\0\0\0WEBPVP8 ".getBytes(ISO_8859_1))).contains("WebP");
  }

  private static Optional<String> name(byte[] start) {
    return ImageFormats.KnownFormat.of(start).map(ImageFormats.KnownFormat::name);
  }
}
