package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainArgumentsTest {
  /** Says which values its options have. */
  private static final class Echo implements Command {
    private final Option<String> word = Option.required("--word", "WORD", text -> text, "A word.");
    private final Option<Integer> count =
        Option.optional("--count", "N", OptionValues.integer(1, 9), 3, "A number.");
    private final Option<Boolean> loud = Option.flag("--loud", "A flag.");

    @Override
    public String name() {
      return "echo";
    }

    @Override
    public String summary() {
      return "Echoes.";
    }

    @Override
    public String example() {
      return "echo --word a";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(word, count, loud);
    }

    @Override
    public void run(Streams streams) throws IOException {
      streams.out().print(values());
    }

    private String values() {
      return word.value() + " " + count.value() + " " + loud.value();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo --word a",
        "echo --word a --count 7",
        "echo --word -",
        "echo --loud --word a",
        "echo --count 1 --loud --word a.b"
      })
  void whatIsPlainIsUnderstoodAsPicocliUnderstandsIt(String line) {
    Echo plain = new Echo();
    assertThat(PlainArguments.understood(plain, line.split(" "))).isTrue();
    assertThat(plain.values()).isEqualTo(throughPicocli(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "other --word a",
        "echo",
        "echo --help",
        "echo --word",
        "echo --word --loud",
        "echo --word=a",
        "echo --word a b",
        "echo --word a --word b",
        "echo --word a --count 10",
        "echo --word a --loud true",
        "echo --loud"
      })
  void everythingElseIsLeftToPicocli(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(PlainArguments.understood(new Echo(), args)).isFalse();
  }

  @Test
  void picocliAlsoUnderstandsAnEqualsSign() {
    assertThat(throughPicocli("echo --word=a --count=4 --loud")).isEqualTo("a 4 true");
  }

  private static String throughPicocli(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    int exitCode =
        new FullArguments(
                List.of(new Echo()),
                new Streams(InputStream.nullInputStream(), out, stream, stream))
            .execute(line.split(" "));
    assertThat(exitCode).isZero();
    return out.toString(UTF_8);
  }
}
