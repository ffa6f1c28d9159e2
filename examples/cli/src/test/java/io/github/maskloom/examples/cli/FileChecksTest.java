package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileChecksTest {
  @TempDir Path folder;

  @Test
  void takesAWishOf64KilobytesWithoutItsLastLineBreak() throws IOException {
    Path wish = Files.writeString(folder.resolve("wish.txt"), "沙".repeat(21_845) + "\n");

    assertThat(FileChecks.text("prompt-file", wish)).isEqualTo("沙".repeat(21_845));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(new byte[0], "nothing is written in it"),
        Arguments.of(" \n\n".getBytes(UTF_8), "nothing is written in it"),
        Arguments.of("a".repeat((1 << 16) + 1).getBytes(UTF_8), "more than 64 KB of text"),
        Arguments.of(new byte[] {(byte) 0xC3, '('}, "no text in UTF-8"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void refusesAWishThatNobodyCanHaveMeant(byte[] bytes, String reason) throws IOException {
    Path wish = Files.write(folder.resolve("wish.txt"), bytes);

    assertThatThrownBy(() -> FileChecks.text("prompt-file", wish))
        .isInstanceOf(IOException.class)
        .hasMessage("prompt-file: %s: %s", reason, wish);
  }
}
