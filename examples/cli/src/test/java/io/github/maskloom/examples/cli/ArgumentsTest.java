package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  /** Says which values its options have. */
  private static final class Echo extends Command {
    private final Option<List<String>> word =
        options.several("--word -w", ValueType.text("WORD")).orAlone();
    private final Option<String> last =
        options.required("--last", ValueType.text("WORD")).orAlone();
    private final Option<Integer> count =
        options.optional("--count -n", OptionValues.integer(1, 9), 3);
    private final Option<Boolean> loud = options.flag("--loud -l");
    private final Option<Integer> zoom =
        options.absent("--zoom", OptionValues.integer(1, 9)).orBare("2");

    Echo() {
      name = "echo";
    }

    @Override
    void run(Streams streams) {}

    private String values() {
      String words = String.join("+", word.value());
      String zoomed = zoom.ifGiven().map(String::valueOf).orElse("");
      return "%s %s %d %b %s".formatted(words, last.value(), count.value(), loud.value(), zoomed);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --word a --last b            | a b 3 false
          --word=a --last=b --count=4  | a b 4 false
          -w a -n 7 --last -           | a - 7 false
          --word a --word b --last c   | a+b c 3 false
          a b                          | a b 3 false
          a b c d                      | a+b+c d 3 false
          --last z a b                 | a+b z 3 false
          a --word b                   | b a 3 false
          --loud a --count 1 b.c       | a b.c 1 true
          -l a b                       | a b 3 true
          -ln 7 a b                    | a b 7 true
          --zoom a b                   | a b 3 false 2
          --zoom=5 a b                 | a b 3 false 5
          -- -a --loud                 | -a --loud 3 false
          -5 b                         | -5 b 3 false
          --word= b                    | b 3 false
          """)
  void valuesAreNamedOrStandAlone(String line, String values) {
    Echo echo = new Echo();

    Arguments.give(echo, List.of(line.split(" ")));

    assertThat(echo.values().strip()).isEqualTo(values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a                     | echo lacks --last |
          --loud                | echo lacks --word and --last |
          --word a --last b c   | there is a word too many for echo: 'c' |
          --word                | option '--word' lacks its value WORD |
          --word --loud         | option '--word' lacks its value WORD |
          a b --last c --last d | option '--last' may be given only once |
          a b --loud=yes        | option '--loud' takes no value |
          a b -n 10             | Invalid value for option '--count': expected a whole number |
          a b -n -5             | Invalid value for option '--count': expected a whole number |
          a b -x                | echo has no option '-x' |
          a b -lx               | echo has no option '-x' |
          a b -ll               | option '--loud' may be given only once |
          -n7 a b               | option '-n' takes a value, which is a word of its own | Say: -n 7
          --wrod a b            | echo has no option '--wrod' | Did you mean: --word?
          """)
  void aMistakeIsNamed(String line, String message, @Nullable String advice) {
    String help = "ry 'maskloom echo --help'.";

    assertThatThrownBy(() -> Arguments.give(new Echo(), List.of(line.split(" "))))
        .hasMessageStartingWith(message)
        .isInstanceOfSatisfying(
            UsageException.class,
            mistake -> assertThat(mistake.advice).endsWith(advice == null ? help : advice));
  }
}
