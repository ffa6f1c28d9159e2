package io.github.maskloom.prepare;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataUrlTest {
  private static final byte[] PNG = TestPng.of(ColorType.RGB, 8, 90, 80).encode();

  @TempDir Path folder;

  /** Images of every length modulo 3, shorter and longer than a block. */
  static Stream<byte[]> pictures() {
    return Stream.of(20, 21, 22, 24_576, 24_577, 24_578, 100_000).map(DataUrlTest::ofLength);
  }

  /** An image with something behind its end. */
  private static byte[] ofLength(int more) {
    return Arrays.copyOf(PNG, PNG.length + more);
  }

  private static String expected(String mediaType, byte[] picture) {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(picture);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void isTheSameHoweverItIsWritten(byte[] picture) throws IOException {
    DataUrl url = DataUrl.of(ImageSource.of(picture));
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    StringWriter writer = new StringWriter();

    url.writeTo(stream);
    url.writeTo(writer);

    assertThat(stream.toString(US_ASCII)).isEqualTo(expected("image/png", picture));
    assertThat(writer.toString()).isEqualTo(stream.toString(US_ASCII));
    try (Reader reader = url.openReader()) {
      StringWriter read = new StringWriter();
      reader.transferTo(read);
      assertThat(read.toString()).isEqualTo(writer.toString());
    }
    assertThat(url.length()).isEqualTo(writer.toString().length());
  }

  @Test
  void canBeReadInPiecesOfAnyLength() throws IOException {
    byte[] picture = ofLength(50_000);
    StringBuilder read = new StringBuilder();
    char[] piece = new char[100];

    try (Reader reader = DataUrl.of(ImageSource.of(picture)).openReader()) {
      int length = 0;
      for (int i = 1; length >= 0; i++) {
        read.append(piece, 0, length);
        length = reader.read(piece, 0, i % piece.length);
      }
      assertThat(reader.read()).isEqualTo(-1);
    }

    assertThat(read.toString()).isEqualTo(expected("image/png", picture));
  }

  @Test
  void aReaderThatWasClosedReadsNoMore() throws IOException {
    Reader reader = DataUrl.of(ImageSource.of(PNG)).openReader();
    reader.close();

    assertThatThrownBy(reader::read).isInstanceOf(IOException.class);
  }

  @Test
  void theMediaTypeComesFromTheBytes() throws IOException {
    Path misnamed = Files.write(folder.resolve("photo.PNG"), TestJpegs.baseline(20, 10, 3));

    assertThat(DataUrl.of(ImageSource.of(misnamed)).mediaType()).isEqualTo("image/jpeg");
  }

  @Test
  void theLengthIsKnownAlsoIfTheSourceDoesNotTellIt() throws IOException {
    ImageSource untold = ImageSource.reopening(() -> new ByteArrayInputStream(PNG));

    assertThat(DataUrl.of(untold).length()).isEqualTo(expected("image/png", PNG).length());
  }

  @Test
  void canBeWrittenAgain() throws IOException {
    DataUrl url = DataUrl.of(ImageSource.of(PNG));
    StringWriter twice = new StringWriter();

    url.writeTo(twice);
    url.writeTo(twice);

    assertThat(twice.toString()).isEqualTo(expected("image/png", PNG).repeat(2));
  }

  @Test
  void anImageThatChangesItsLengthIsNotWritten() throws IOException {
    Path file = Files.write(folder.resolve("a.png"), PNG);
    DataUrl url = DataUrl.of(ImageSource.of(file));
    Files.write(file, Arrays.copyOf(PNG, PNG.length - 1));

    assertThatThrownBy(() -> url.writeTo(new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed");
    Files.write(file, Arrays.copyOf(PNG, PNG.length + 1));
    assertThatThrownBy(() -> url.writeTo(new StringWriter()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed");
  }

  @Test
  void whatIsNoImageIsRefused() {
    assertThatThrownBy(() -> DataUrl.of(ImageSource.of(new byte[100])))
        .isInstanceOf(ImageFormatException.class);
    assertThatThrownBy(() -> DataUrl.of(ImageSource.once(new ByteArrayInputStream(PNG))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatNeverEndsIsNotRead() {
    ImageSource endless =
        ImageSource.reopening(
            () ->
                new InputStream() {
                  @Override
                  public int read() {
                    return 0;
                  }

                  @Override
                  public int read(byte[] target, int offset, int length) {
                    return length;
                  }
                });

    assertThatThrownBy(() -> DataUrl.of(endless)).isInstanceOf(ImageFormatException.class);
  }

  @Test
  void decodesWhatItEncodes() throws IOException {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();

    long bytes = DataUrl.decode(new StringReader(expected("image/png", PNG)), decoded);

    assertThat(decoded.toByteArray()).isEqualTo(PNG);
    assertThat(bytes).isEqualTo(PNG.length);
  }

  @Test
  void neverTellsWhatTheImageHolds() throws IOException {
    DataUrl url = DataUrl.of(ImageSource.of(PNG));

    assertThat(url).hasToString("data:image/png;base64,... (" + url.length() + " characters)");
  }

  @ParameterizedTest
  @ValueSource(ints = {24_577, 73_728, 100_000})
  void failsIfItsFileIsWrittenToMeanwhile(int bytes) throws IOException {
    byte[] image = Arrays.copyOf(PNG, bytes);
    Path file = Files.write(folder.resolve("a.png"), image);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    DataUrl url = DataUrl.of(ImageSource.of(file));
    OutputStream overwriting =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] text, int offset, int length) {
            if (size() == "data:image/png;base64,".length()) {
              overwrite(file, new byte[bytes]);
            }
            super.write(text, offset, length);
          }
        };

    assertThatThrownBy(() -> url.writeTo(overwriting))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "changed while it was read");
  }

  private static void overwrite(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
