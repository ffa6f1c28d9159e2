package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeLineTest {
  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @ValueSource(
      strings = {
        "plain",
        "two words",
        "it's $HOME `ls` \"so\" \\n",
        "~",
        "--prompt=a\nb\tc",
        "100% 'sure'\n\\033",
        "\u202E\u6C99\u53D1 \uD83D\uDECB",
        "\u001B[31m"
      })
  void aShellReadsWhatWasMeantAndATerminalObeysNothing(String word) throws Exception {
    String quoted = ResumeLine.quoted(word);

    assertThat(Streams.shown(quoted)).isEqualTo(quoted);
    Process shell = new ProcessBuilder("sh", "-c", "printf '%s' " + quoted).start();
    assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).isEqualTo(word);
  }

  @Test
  void optionsAreRepeatedAsTheyWereGivenAndImagesAreNot() {
    Options options = new Options();
    Option<Boolean> loud = options.flag("--loud");
    Option<Path> file = options.absent("--file -f", ValueType.of("FILE", Path::of)).orAlone();
    Option<List<String>> word = options.repeatable("--word", ValueType.text("WORD"));
    options.optional("--unsaid", ValueType.text("WORD"), "x");
    loud.give("true");
    file.give("-");
    word.give("a b");
    word.give("data:image/png;base64,AAAA");

    assertThat(ResumeLine.of("3f9a", options.all()))
        .isEqualTo("maskloom resume 3f9a --loud --file=- '--word=a b' --word=data:...");
  }
}
