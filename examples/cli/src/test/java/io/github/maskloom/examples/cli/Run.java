package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;

/**
 * One execution of the command line: what it answered and what it said.
 *
 * @param written to standard output
 * @param err what it said on standard error
 */
record Run(int exitCode, ByteArrayOutputStream written, String err) {
  /** What it wrote to standard output. */
  byte[] bytes() {
    return written.toByteArray();
  }

  /** What it said on standard output. */
  String out() {
    return written.toString(UTF_8);
  }

  /** What it said on standard output, without blanks and line ends. */
  String compactOut() {
    return out().replaceAll("\\s", "");
  }

  /** What it said on standard output, once it did what it was told without a complaint. */
  AbstractStringAssert<?> done() {
    assertThat(err).isEmpty();
    assertThat(exitCode).isZero();
    return assertThat(out());
  }

  /** What it said of a failure with an exit code. */
  AbstractStringAssert<?> failed(int code) {
    assertThat(exitCode).as(err).isEqualTo(code);
    return assertThat(err);
  }

  /** An execution in this process. */
  static Run of(String... args) {
    return reading(InputStream.nullInputStream(), args);
  }

  /** An execution of a line whose files {@code ./name} are in a folder. */
  static Run in(Path folder, String line, String... more) {
    return of(words(folder, line, more));
  }

  /** The same, with bytes as standard input. */
  static Run in(Path folder, byte[] input, String line, String... more) {
    return reading(new ByteArrayInputStream(input), words(folder, line, more));
  }

  /** The words of a line whose files {@code ./name} are in a folder. */
  static String[] words(Path folder, String line, String... more) {
    Stream<String> first = line.isBlank() ? Stream.of() : Stream.of(line.strip().split(" +"));
    return Stream.concat(first, Stream.of(more))
        .map(word -> word.replaceFirst("^(--[\\w-]+=)?\\./", "$1" + folder + "/"))
        .toArray(String[]::new);
  }

  private static Run reading(InputStream in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return writing(in, out, out, args);
  }

  /** An execution whose standard output is a stream that takes nothing. */
  static Run writing(InputStream in, OutputStream out, String... args) {
    return writing(in, out, new ByteArrayOutputStream(), args);
  }

  private static Run writing(
      InputStream in, OutputStream out, ByteArrayOutputStream written, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.execute(
            args,
            new Streams(
                in, out, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)));
    return new Run(exitCode, written, err.toString(UTF_8));
  }
}
