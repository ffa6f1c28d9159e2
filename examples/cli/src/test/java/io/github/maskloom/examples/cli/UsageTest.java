package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.fal.FalProvider;
import io.github.maskloom.flux.FluxProvider;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.ideogram.IdeogramProvider;
import io.github.maskloom.openai.OpenAiProvider;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @Test
  void anImageInBase64IsNotRepeated() {
    String base64 = "iVBORw0KGgo" + "AbC/".repeat(30);
    for (String[] line :
        new String[][] {
          {"composite", "p.png", base64, "o.png"},
          {"composite", "p.png", "m.png", base64},
          {"inspect", "AbC/".repeat(80)},
          {"inspect", "x.".repeat(2049)}
        }) {
      Run.of(line).failed(2).contains("data:image/png;base64,").doesNotContain("AbC", "x.x.");
    }
  }

  @Test
  void helpNamesTheModelsThatAreAskedByDefault() {
    String help = Run.of("fuse", "--help").out().replaceAll("\\s+", "");
    assertThat(help)
        .contains(
            ArkProvider.DEFAULT_MODEL,
            OpenAiProvider.DEFAULT_MODEL,
            GeminiProvider.DEFAULT_MODEL,
            FluxProvider.DEFAULT_MODEL,
            DashScopeProvider.DEFAULT_MODEL,
            FalProvider.DEFAULT_MODEL,
            IdeogramProvider.DEFAULT_MODEL);
  }

  static List<String> commands() {
    return Main.commands().stream().map(command -> command.name).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfACommandListsEveryOptionAndAnExample(String command) {
    Run run = Run.of("help", command);

    run.done()
        .isEqualTo(Run.of(command, "--help").out())
        .contains("Usage: maskloom " + command, "Exit codes:", "Example:\n");
    for (Option<?> option : Main.named(command).options.all()) {
      assertThat(run.out()).contains(option.names);
    }
  }

  @Test
  void helpByItselfListsTheCommands() {
    Run help = Run.of("help");

    help.done()
        .isEqualTo(Run.of("--help").out())
        .contains("composite", "demo", "Exit codes:", "--version", "help COMMAND");
    assertThat(Run.of("help", "compsite").exitCode()).isEqualTo(2);
    assertThat(Run.of("help", "compsite").err()).contains("Did you mean: maskloom composite?");
  }

  @Test
  void aWarmUpDoesWhatShortRunsDo() {
    OutputStream out = OutputStream.nullOutputStream();
    Streams streams = new Streams(InputStream.nullInputStream(), out, System.out, System.err);

    assertThatCode(() -> new WarmupCommand().run(streams)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "-v", "version"})
  void theVersionIsToldOnStdout(String asked) {
    Run.of(asked).done().startsWith("maskloom ");
  }

  @Test
  void theHelpOfResumeAndTheManualSayHowOptionsAreWritten() {
    Run.of("resume", "--help").done().contains("--several-calls").doesNotContain("--quote");
    Run.of("man").done().contains("\\-\\-align[=off|", "\\-\\-focus[=FACTOR]");
  }
}
