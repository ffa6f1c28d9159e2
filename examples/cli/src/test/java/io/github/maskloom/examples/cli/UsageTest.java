package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.flux.FluxProvider;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.openai.OpenAiProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
      Run run = Run.of(line);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("data:image/png;base64,").doesNotContain("AbC", "x.x.");
    }
  }

  @Test
  void helpListsTheCommandsAndTheExitCodes() {
    Run run = Run.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("composite", "demo", "Exit codes:", "--version");
    assertThat(run.err()).isEmpty();
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
            DashScopeProvider.DEFAULT_MODEL);
  }

  static List<String> commands() {
    return Main.commands().stream().map(Command::name).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfACommandListsEveryOptionAndAnExample(String command) {
    Run run = Run.of("help", command);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(Run.of(command, "--help").out())
        .contains("Usage: maskloom " + command, "Exit codes:", "Example:\n");
    for (Option<?> option : Main.named(command).options()) {
      assertThat(run.out()).contains(option.names);
    }
  }

  @Test
  void helpByItselfListsTheCommands() {
    assertThat(Run.of("help").out()).isEqualTo(Run.of("--help").out()).contains("help COMMAND");
    assertThat(Run.of("help", "compsite").exitCode()).isEqualTo(2);
    assertThat(Run.of("help", "compsite").err()).contains("Did you mean: maskloom composite?");
  }

  @Test
  void theVersionIsToldOnStdout() {
    Run run = Run.of("--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("maskloom ");
  }
}
