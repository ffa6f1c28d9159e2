package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JacksonException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Jobs of which each is a JSON object on a line of its own. */
final class JsonJobLines implements JobLines {
  private final InputStream in;
  private final BoundedLines lines;

  JsonJobLines(InputStream in) {
    this.in = in;
    lines = new BoundedLines(in, MAX_BYTES);
  }

  @Override
  public Optional<JobLine> next() throws IOException {
    while (lines.advance()) {
      if (lines.isTooLong() || !isBlank()) {
        return Optional.of(parsed(lines.number()));
      }
    }
    return Optional.empty();
  }

  private boolean isBlank() {
    return new String(lines.bytes(), 0, lines.length(), ISO_8859_1).isBlank();
  }

  private JobLine parsed(long number) throws IOException {
    try {
      return lines.isTooLong()
          ? JobLine.mistaken(number, "longer than " + MAX_BYTES + " bytes")
          : JobLine.of(number, JsonFields.read(lines.bytes(), lines.length(), false));
    } catch (JobException e) {
      return JobLine.mistaken(number, e.getMessage());
    } catch (JacksonException e) {
      return JobLine.mistaken(number, "no JSON object, at column " + e.getLocation().getColumnNr());
    } catch (CharConversionException e) {
      return JobLine.mistaken(number, "no UTF-8");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
