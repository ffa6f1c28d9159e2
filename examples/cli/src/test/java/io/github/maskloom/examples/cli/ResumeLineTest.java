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
    Option<Boolean> loud = Option.flag("--loud", "A flag.");
    Option<Path> file = Option.absent("--file", "FILE", Path::of, "A file.").or("-f").orAlone();
    Option<List<String>> word = Option.repeatable("--word", "WORD", text -> text, "Words.");
    Option<String> unsaid = Option.optional("--unsaid", "WORD", text -> text, "x", "A word.");
    loud.give("true");
    file.give("-");
    word.give("a b");
    word.give("data:image/png;base64,AAAA");

    assertThat(ResumeLine.of("3f9a", List.of(loud, file, word, unsaid)))
        .isEqualTo("maskloom resume 3f9a --loud --file=- '--word=a b' --word=data:...");
  }
}
