package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "500000, 500000",
    "1, 1",
    "1B, 1",
    "500KB, 500000",
    "500kB, 500000",
    "500 kb, 500000",
    "1.5MB, 1500000",
    "2GB, 2000000000",
    "488KiB, 499712",
    "1MiB, 1048576",
    "0.5GiB, 536870912"
  })
  void aSizeHasAUnitOfBytes(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0.4", "-1", "KB", "5K", "5TB", "1e3", "5 0KB", "999999999999GB"})
  void whatIsNoSizeOfAFileIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.parse(text))
        .withMessageStartingWith("expected a size such as 500000, 500KB, 1.5MB, 488KiB or 1MiB");
  }
}
