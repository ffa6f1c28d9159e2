package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.testing.Drawn;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What suppliers of streams promise, and what is said of one that breaks its word. */
class CheckedStreamsTest {
  private static final byte[] BYTES = {1, 2, 3, 4};

  /** Streams that say how long they are, and streams that do not. */
  private static InputStream stream(boolean inMemory) {
    InputStream bytes = new ByteArrayInputStream(BYTES);
    return inMemory ? bytes : new BufferedInputStream(bytes);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSameStreamAgainIsNoNewOne(boolean inMemory) throws IOException {
    InputStream same = stream(inMemory);
    ImageSource source = ImageSource.reopening(() -> same).named("sofa");

    assertThat(source.open().readNBytes(1)).containsExactly(1);
    assertThatThrownBy(source::open)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "sofa: this is the stream that was read before:"
                + " the supplier must give a new stream each time");
  }

  @Test
  void aSupplierThatGivesNoStreamSaysSo() {
    @SuppressWarnings("NullAway") // What a supplier may do all the same.
    ImageSource none = ImageSource.reopening(() -> null);

    assertThatThrownBy(none::open).hasMessage("the supplier of the stream gave none");
  }

  @Test
  void theSameStreamInAnotherOneIsNoNewOneEither() throws IOException {
    InputStream same = stream(true);
    ImageSource source = ImageSource.reopening(() -> new BufferedInputStream(same)).named("sofa");

    assertThat(source.open().readAllBytes()).isEqualTo(BYTES);
    assertThatThrownBy(() -> source.open().readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage(
            "sofa: the stream is at its end, as one that was read before:"
                + " the supplier must give a new stream each time");
  }

  @Test
  void aJpegThatIsReadTwiceNeedsTwoStreams() {
    byte[] jpeg = Drawn.encoded(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpeg");
    InputStream same = new ByteArrayInputStream(jpeg);
    assertThatThrownBy(() -> ImageInfo.read(ImageSource.reopening(() -> same)))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("the supplier must give a new stream each time");
  }

  @Test
  void noBytesAtAllAreNoStreamAgain() throws IOException {
    ImageSource source = ImageSource.reopening(InputStream::nullInputStream);

    assertThat(source.open().readAllBytes()).isEmpty();
    assertThat(source.open().readAllBytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStreamThatIsShorterThanStatedIsCalledThat(boolean inMemory) {
    ImageSource source = ImageSource.reopening(() -> stream(inMemory), 5);

    assertThatThrownBy(() -> source.open().readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage("the stream has 4 bytes, but 5 were stated");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStreamThatIsLongerThanStatedIsCalledThat(boolean inMemory) {
    ImageSource source = ImageSource.reopening(() -> stream(inMemory), 3);

    assertThatThrownBy(() -> source.open().readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage("the stream has more than the 3 bytes that were stated");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStreamOfTheStatedLengthIsReadAndSkippedToItsEnd(boolean inMemory) throws IOException {
    ImageSource source = ImageSource.reopening(() -> stream(inMemory), 4);

    assertThat(source.open().readAllBytes()).isEqualTo(BYTES);
    InputStream skipped = source.open();
    skipped.skipNBytes(3);
    assertThat(skipped.readAllBytes()).containsExactly(4);
    assertThat(skipped.skip(1)).isZero();
  }
}
