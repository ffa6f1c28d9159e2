package io.github.maskloom.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * What a process is given to read and to write. Text is printed without control characters, which
 * names of files, lines of jobs and answers of services may hold: a terminal would obey them.
 *
 * @param in standard input
 * @param bytes standard output for images: unbuffered, and its failures are thrown
 * @param out standard output for text
 * @param err standard error
 */
record Streams(InputStream in, OutputStream bytes, PrintStream out, PrintStream err) {
  Streams {
    out = new Shown(out);
    err = new Shown(err);
  }

  /** Those of this process. */
  static Streams ofProcess() {
    return new Streams(System.in, new FileOutputStream(FileDescriptor.out), System.out, System.err);
  }

  /** A stream, or one that nobody reads. */
  static PrintStream unless(boolean silent, PrintStream stream) {
    return silent ? new PrintStream(OutputStream.nullOutputStream()) : stream;
  }

  /** Text with an escape for each character that a terminal obeys, or that changes its order. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (isObeyed(each)) {
        shown.append("\\u").append(Integer.toHexString(0x10000 + each).substring(1));
      } else {
        shown.append(each);
      }
    }
    return shown.toString();
  }

  private static boolean isObeyed(char each) {
    return Character.isISOControl(each)
        || (each >= '\u2028' && each <= '\u202E')
        || (each >= '\u2066' && each <= '\u2069');
  }

  /** Prints what is shown of text, which is one line at most; bytes stay as they are. */
  private static final class Shown extends PrintStream {
    private final PrintStream stream;

    Shown(PrintStream stream) {
      super(stream, true);
      this.stream = stream;
    }

    @Override
    public void print(@Nullable String text) {
      stream.print(shown(String.valueOf(text)));
    }

    @Override
    public void print(@Nullable Object text) {
      print(String.valueOf(text));
    }
  }
}
