package io.github.maskloom.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.format.SeekableBytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeekableInputTest {
  @Test
  void keepsNothingOfTheImageOnceItIsClosed() throws IOException {
    SeekableInput in = new SeekableInput(SeekableBytes.of(new byte[100]));
    assertThat(in.read()).isZero();
    assertThat(in.length()).isEqualTo(100);

    in.close();

    assertThat(in.length()).isZero();
    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
  }

  @Test
  void isClosedWithTheDecoderItWasOpenedFor() throws IOException {
    ImageIoDecoder decoder =
        new ImageIoDecoder("TIFF", PlugIns.jdkTiff(), SeekableBytes.of(new byte[100]), List.of());
    SeekableInput in = decoder.openInput();
    assertThat(in.read()).isZero();

    decoder.close();

    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
  }
}
