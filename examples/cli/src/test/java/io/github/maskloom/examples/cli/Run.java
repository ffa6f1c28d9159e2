package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** One execution of the command line in this process: what it answered and what it said. */
final class Run {
  private final int exitCode;
  private final byte[] bytes;
  private final String err;

  Run(int exitCode, byte[] bytes, String err) {
    this.exitCode = exitCode;
    this.bytes = bytes;
    this.err = err;
  }

  int exitCode() {
    return exitCode;
  }

  /** What it wrote to standard output. */
  byte[] bytes() {
    return bytes;
  }

  /** What it said on standard error. */
  String err() {
    return err;
  }

  /** What it said on standard output. */
  String out() {
    return new String(bytes, UTF_8);
  }

  static Run of(String... args) {
    return reading(InputStream.nullInputStream(), args);
  }

  /** An execution that has these bytes as standard input. */
  static Run withInput(byte[] bytes, String... args) {
    return reading(new ByteArrayInputStream(bytes), args);
  }

  private static Run reading(InputStream in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = execute(in, out, err, args);
    return new Run(exitCode, out.toByteArray(), err.toString(UTF_8));
  }

  /** An execution whose standard output is a stream. */
  static int execute(InputStream in, OutputStream out, OutputStream err, String... args) {
    return Main.execute(
        args,
        new Streams(in, out, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)));
  }
}
