package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The jobs of a file, one after the other: JSON lines, or CSV with a header (RFC 4180). Both are
 * UTF-8. What begins with a brace is JSON.
 *
 * <p><b>Memory:</b> that of one line, which has at most {@value #MAX_BYTES} bytes. <b>Threads:</b>
 * one.
 */
public interface JobLines extends Closeable {
  /** The most bytes of a line. */
  int MAX_BYTES = 1 << 16;

  /** What some programs begin UTF-8 with, a character for each byte. */
  String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  /**
   * The next line that is not blank; empty at the end.
   *
   * @throws IOException if the file cannot be read, or nobody can tell where its next line begins
   */
  Optional<JobLine> next() throws IOException;

  /**
   * Begins to read a file.
   *
   * @throws IOException if it cannot be read, or is neither JSON lines nor CSV with a header
   */
  static JobLines open(Path file) throws IOException {
    return read(Files.newInputStream(file));
  }

  /**
   * Begins to read a stream, and takes it over.
   *
   * @throws IOException as {@link #open}
   */
  static JobLines read(InputStream stream) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stream);
    try {
      in.mark(BYTE_ORDER_MARK.length());
      if (!new String(in.readNBytes(BYTE_ORDER_MARK.length()), ISO_8859_1)
          .equals(BYTE_ORDER_MARK)) {
        in.reset();
      }
      return beginsJson(in)
          ? new JsonJobLines(in, new BoundedLines(in, MAX_BYTES))
          : new CsvJobLines(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Whether the first byte that is not white space begins a JSON value, or there is none. */
  private static boolean beginsJson(InputStream in) throws IOException {
    in.mark(MAX_BYTES);
    int first = in.read();
    for (int i = 1; i < MAX_BYTES && first >= 0 && " \t\r\n".indexOf(first) >= 0; i++) {
      first = in.read();
    }
    in.reset();
    return first < 0 || first == '{' || first == '[';
  }

  /**
   * How many lines are left that are not blank; reads them.
   *
   * @throws IOException as {@link #next}
   */
  default long count() throws IOException {
    long count = 0;
    while (next().isPresent()) {
      count++;
    }
    return count;
  }
}
