package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base64SourceTest {
  @Property(tries = 300)
  void decodesWhatTheJdkEncodes(
      @ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(min = 1, max = 9) int chunk)
      throws IOException {
    String text = Base64.getEncoder().encodeToString(bytes);

    assertThat(readInChunks(ImageSource.dataUrl(text), chunk)).isEqualTo(bytes);
    assertThat(readInChunks(ImageSource.dataUrl("data:image/png;base64," + text), chunk))
        .isEqualTo(bytes);
  }

  @Property(tries = 200)
  void skipsWhiteSpaceAnywhere(@ForAll @Size(max = 60) byte[] bytes, @ForAll Random random)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (char c :
        ("data:image/png;base64," + Base64.getEncoder().encodeToString(bytes)).toCharArray()) {
      text.append(c);
      if (random.nextInt(3) == 0 && text.length() > 22) {
        text.append(" \t\r\n".charAt(random.nextInt(4)));
      }
    }

    assertThat(read(text)).isEqualTo(bytes);
  }

  @Test
  void decodesMoreThanItsBufferHolds() throws IOException {
    byte[] bytes = new byte[100_001];
    new Random(7).nextBytes(bytes);
    String text = Base64.getMimeEncoder().encodeToString(bytes);

    assertThat(read(text)).isEqualTo(bytes);
  }

  @Test
  void bareTextMayBeginLikeADataUrl() throws IOException {
    for (String text : List.of("data", "dAtadata", "dddd")) {
      assertThat(read(text)).isEqualTo(Base64.getDecoder().decode(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64,AQID",
        "DATA:IMAGE/PNG;BASE64,AQID",
        "  data:image/jpeg;name=a.jpg;base64,AQID",
        "data:image/svg+xml;charset=utf-8;base64,AQID"
      })
  void acceptsAnyImageTypeInADataUrl(String url) throws IOException {
    assertThat(read(url)).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "AQ*D, 2, outside the base64 alphabet",
    "AQI\u00e9, 3, outside the base64 alphabet",
    "AQI\u4e2d, 3, outside the base64 alphabet",
    "AAAAAAAAAAAAAAAA:, 16, outside the base64 alphabet",
    "AQ-D, 2, URL-safe alphabet",
    "AQ_D, 2, URL-safe alphabet",
    "=AQI, 0, padding where none belongs",
    "A===, 1, padding where none belongs",
    "AQIDAQ==AQ==, 8, text after the padding",
    "AQI=A, 4, text after the padding",
    "AQI==, 4, padding where none belongs",
    "AQIDA, 4, padding is missing",
    "AQIDAQ, 5, padding is missing",
    "AQIDAQ=, 6, padding is missing",
    "data:image/png;base64, 20, without the comma",
    "'data:text/plain;base64,AQID', , image/",
    "'data:;base64,AQID', , image/",
    "'data:,AQID', , image/",
    "'data:image/png,%89PNG', , ;base64",
    "'data:image/png;base64,AQ%', , ''",
    "'data:image/png;base64,AQ%4', , ''",
    "'data:image/png;base64,AQ%4g', , ''",
    "'data:image/png;base64,AQ%25', , ''",
    "'data:image/png;base64,AQ%89', , ''",
    "AQ%49D, , ''",
    "http://example.org/sofa.png, , 'this is a link, not a data URL'",
    "' https://example.org/sofa.png', , 'this is a link, not a data URL'",
    "ftp://example.org/sofa.png, , 'this is a link, not a data URL'",
    "blob:https://example.org/1f8c, , 'this is a link, not a data URL'"
  })
  void refusesWrongTextAtItsOffset(String text, @Nullable Long offset, String rule) {
    assertRefused(
        text,
        e -> {
          assertThat(e.rule()).contains(rule);
          assertThat(e.byteOffset()).isEqualTo(offset == null ? e.byteOffset() : offset);
          assertThat(e.format()).isEqualTo("base64");
        });
  }

  private static void assertRefused(String text, Consumer<ImageFormatException> check) {
    assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(ImageFormatException.class, check);
  }

  private static byte[] read(CharSequence text) throws IOException {
    return ImageSource.dataUrl(text).open().readAllBytes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64,%41QI%44",
        "data:image/png;base64,AQ%0D%0AID",
        "data:image/png;base64,%2b%2F%2BQ%2F%2Fg%3d"
      })
  void decodesPercentEncodingInADataUrl(String url) throws IOException {
    byte[] expected =
        Base64.getMimeDecoder()
            .decode(URLDecoder.decode(url.substring(22), StandardCharsets.US_ASCII));

    assertThat(readInChunks(ImageSource.dataUrl(url), 1)).isEqualTo(expected);
  }

  @Test
  void skipsTheLineBreaksAndIndentationOfAnyText() throws IOException {
    String text = ("AQID\r\n" + " ".repeat(40)).repeat(1_000);

    assertThat(read(text)).hasSize(3_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AQID", "data:image/png;base64,AQID"})
  void refusesMegabytesOfWhiteSpaceEarly(String start) {
    String text = start + "\n".repeat(4 << 20);

    assertRefused(
        text,
        e -> {
          assertThat(e.byteOffset()).isLessThan(70_000);
          assertThat(e.rule()).isEqualTo("more white space than data");
        });
  }

  @Test
  void refusesAnEndlessHeadEarly() {
    String url = "data:" + "x".repeat(100_000);

    assertRefused(url, e -> assertThat(e.byteOffset()).isLessThan(2_000));
  }

  @Test
  void neverQuotesTheText() {
    assertThatThrownBy(() -> read("SECRET*PICTURE"))
        .hasMessageNotContaining("SECRET")
        .hasMessageNotContaining("PICTURE");
    assertThat(ImageSource.dataUrl("SECRET")).asString().doesNotContain("SECRET");
  }

  @Test
  void aFailedReadStaysFailed() throws IOException {
    InputStream stream = ImageSource.dataUrl("AQIDAQID*").open();

    assertThatThrownBy(stream::readAllBytes).isInstanceOf(ImageFormatException.class);
    assertThatThrownBy(stream::read).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readersThatGiveFewCharactersOrNoneAreReadToTheEnd() throws IOException {
    ImageSource source = ImageSource.dataUrl(() -> new HesitantReader("AQIDBAUG"));

    assertThat(source.open().readAllBytes()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void closesTheReader() throws IOException {
    AtomicInteger closed = new AtomicInteger();
    ImageSource source =
        ImageSource.dataUrl(
            () ->
                new FilterReader(new StringReader("AQID")) {
                  @Override
                  public void close() {
                    closed.incrementAndGet();
                  }
                });

    source.open().close();

    assertThat(closed).hasValue(1);
  }

  private static byte[] readInChunks(ImageSource source, int chunk) throws IOException {
    try (InputStream stream = source.open()) {
      byte[] all = new byte[4096];
      int length = 0;
      int count = stream.read(all, 0, chunk);
      while (count >= 0) {
        length += count;
        count = stream.read(all, length, chunk);
      }
      return java.util.Arrays.copyOf(all, length);
    }
  }

  /** Gives nothing and one character in turn. */
  private static final class HesitantReader extends Reader {
    private final StringReader text;
    private boolean gives;

    HesitantReader(String text) {
      this.text = new StringReader(text);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      gives = !gives;
      return gives ? 0 : text.read(target, offset, 1);
    }

    @Override
    public void close() {}
  }
}
