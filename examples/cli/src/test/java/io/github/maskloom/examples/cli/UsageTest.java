package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.flux.FluxProvider;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.openai.OpenAiProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @Test
  void noCommandIsAUsageError() {
    Run run = Run.of();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a command is missing", "maskloom --help");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMistypedCommandIsAnsweredWithTheOneThatWasMeant() {
    Run run = Run.of("compsite");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'compsite'", "Did you mean: maskloom composite?");
  }

  @Test
  void missingOptionsAreNamed() {
    Run run = Run.of("composite", "--photo", "p.png");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--mask", "--out", "maskloom composite --help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --quality       | 0           | a whole number from 1 to 100
          --quality       | 101         | a whole number from 1 to 100
          --quality       | high        | a whole number from 1 to 100
          --window-rows   | 0           | a whole number from 1 to
          --window-rows   | 99999999999 | a whole number from 1 to
          --threads       | 0           | a whole number from 1 to
          --fit           | resize      | same-shape or stretch or exact
          --format        | gif         | jpeg or png
          --rounding      | up          | truncate or half-up
          --blend         | darken      | source-over or multiply
          --convention    | black       | painted, painted-everywhere, white, transparent or binary:N
          --convention    | binary:256  | a whole number from 0 to 255
          --brush         | blue        | RRGGBB or RRGGBB:OPACITY
          --brush         | 0078FF:0    | a whole number from 1 to 255
          """)
  void aValueThatMakesNoSenseIsAnsweredWithWhatWasExpected(
      String option, String value, String expected) {
    Run run = Run.of("composite", "--photo", "p", "--mask", "m", "--out", "o", option, value);
    assertThat(run.exitCode()).isEqualTo(2);
    String part = value.substring(value.indexOf(':') + 1);
    assertThat(run.err()).contains("'" + option + "'", expected, "'" + part + "'");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "composite --photo p --mask m --out o.png --quality 50",
        "restore --photo p --replacement r --mask m --out o.png --quality 50",
        "prepare --in p --out o.png --quality 50",
        "prepare --in p.png --in q.png --out o/ --quality 50"
      })
  void aQualityForAPngIsAUsageError(String arguments) {
    Run run = Run.of(arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--quality is for a JPEG, but what is written is a PNG");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "composite --photo p --mask m --out o.gif",
        "restore --photo p --replacement r --mask m --out o.gif",
        "prepare --in p --out o.gif"
      })
  void aNameOfAFormatThatIsNotWrittenIsAUsageError(String arguments) {
    Run run = Run.of(arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--out o.gif: no image is written as .gif here, only as .jpg, .jpeg, .png");
  }

  @ParameterizedTest
  @CsvSource({
    "--blend, multipy, multiply",
    "--fit, strech, stretch",
    "--rounding, halfup, half-up",
    "--format, jpg, jpeg",
    "--convention, whit, white"
  })
  void aMistypedValueIsAnsweredWithTheOneThatWasMeant(String option, String value, String meant) {
    Run run = Run.of("composite", "--photo", "p", "--mask", "m", "--out", "o", option, value);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'" + value + "'. Did you mean: " + meant + "?");
  }

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
  void anUnknownOptionIsAUsageError() {
    Run run = Run.of("composite", "--photo", "p", "--mask", "m", "--out", "o", "--speed", "9");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--speed");
  }

  @Test
  void anOptionGivenTwiceIsAUsageError() {
    Run run = Run.of("composite", "--photo", "p", "--mask", "m", "--mask", "n", "--out", "o");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--mask", "only once");
  }

  @Test
  void anOptionWithoutItsValueIsAUsageError() {
    Run run = Run.of("composite", "--photo", "p", "--mask", "m", "--out");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--out");
  }

  @Test
  void helpListsTheCommandsAndTheExitCodes() {
    Run run = Run.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("composite", "demo", "Exit codes:", "--version");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void helpOfACommandListsEveryOptionAndAnExample() {
    Run run = Run.of("composite", "--help");
    assertThat(run.exitCode()).isZero();
    for (Option<?> option : new CompositeCommand().options()) {
      assertThat(run.out()).contains(option.name());
    }
    assertThat(run.out()).contains("Exit codes:", "Example:", "binary:N");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "composite",
        "restore",
        "fuse",
        "resume",
        "jobs",
        "prepare",
        "batch",
        "data-url",
        "inspect",
        "catalog",
        "demo",
        "warmup",
        "completion",
        "man"
      })
  void helpMayComeBeforeTheCommand(String command) {
    Run run = Run.of("help", command);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(Run.of(command, "--help").out()).contains(command);
    assertThat(run.err()).isEmpty();
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
