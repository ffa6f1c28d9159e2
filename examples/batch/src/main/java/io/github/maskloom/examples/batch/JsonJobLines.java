package io.github.maskloom.examples.batch;

import com.fasterxml.jackson.core.JacksonException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Jobs of which each is a JSON object on a line of its own. */
record JsonJobLines(InputStream in, BoundedLines lines) implements JobLines {
  @Override
  public Optional<JobLine> next() throws IOException {
    while (lines.advance()) {
      if (lines.tooLong || !lines.text().isBlank()) {
        return Optional.of(parsed());
      }
    }
    return Optional.empty();
  }

  private JobLine parsed() throws IOException {
    try {
      return lines.tooLong
          ? JobLine.mistaken(lines.number, "longer than " + MAX_BYTES + " bytes")
          : JobLine.of(lines.number, JsonFields.read(lines, false));
    } catch (JobException e) {
      return JobLine.mistaken(lines.number, String.valueOf(e.getMessage()));
    } catch (JacksonException e) {
      return JobLine.mistaken(
          lines.number, "no JSON object, at column " + e.getLocation().getColumnNr());
    } catch (CharConversionException e) {
      return JobLine.mistaken(lines.number, "no UTF-8");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
