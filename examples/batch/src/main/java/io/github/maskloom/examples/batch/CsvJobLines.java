package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of which each is a record of CSV, below a record that names the fields. A quote that is
 * never closed, and a record that is too long, end the reading: nobody can tell where the next one
 * begins.
 */
final class CsvJobLines implements JobLines {
  /** A record behind the last one. In a quote that is not closed it is read as a part of that. */
  private static final String END = "\0end";

  private static final String OPEN =
      "a quote that is not closed, text behind one that is, or a record that is too long";

  private final CloseableIterator<CsvRecord> records;
  private final List<String> names;
  private long lastNumber;
  private boolean ended;

  CsvJobLines(InputStream in) throws IOException {
    InputStream end = new ByteArrayInputStream(('\n' + END).getBytes(UTF_8));
    records =
        CsvReader.builder()
            .skipEmptyLines(true)
            .acceptCharsAfterQuotes(false)
            .maxBufferSize(MAX_BYTES)
            .ofCsvRecord(
                new InputStreamReader(new SequenceInputStream(in, end), UTF_8.newDecoder()))
            .iterator();
    names = header();
  }

  private List<String> header() throws IOException {
    List<String> header =
        record().map(CsvRecord::getFields).orElse(List.of()).stream().map(String::strip).toList();
    if (!header.contains("out")) {
      throw new IOException(
          "jobs: neither JSON lines nor CSV whose first line names the fields, among them out");
    }
    if (new HashSet<>(header).size() < header.size()) {
      throw new IOException("jobs: the first line names a field twice");
    }
    return header;
  }

  @Override
  public Optional<JobLine> next() throws IOException {
    return record().map(this::line);
  }

  private JobLine line(CsvRecord record) {
    long number = record.getStartingLineNumber();
    if (record.getFieldCount() != names.size()) {
      return JobLine.mistaken(
          number, record.getFieldCount() + " fields, but the first line names " + names.size());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (!record.getField(i).isEmpty()) {
        fields.put(names.get(i), record.getField(i));
      }
    }
    return JobLine.of(number, fields);
  }

  private Optional<CsvRecord> record() throws IOException {
    try {
      return ended ? Optional.empty() : beforeEnd(records.next());
    } catch (CsvParseException e) {
      throw unreadable(OPEN, e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw unreadable("what is no UTF-8", e);
      }
      throw e.getCause();
    }
  }

  private Optional<CsvRecord> beforeEnd(CsvRecord record) throws IOException {
    String last = record.getField(record.getFieldCount() - 1);
    ended = last.endsWith(END);
    if (ended && (record.getFieldCount() > 1 || !last.equals(END))) {
      throw unreadable(OPEN, null);
    }
    lastNumber = record.getStartingLineNumber();
    return ended ? Optional.empty() : Optional.of(record);
  }

  private IOException unreadable(String what, @Nullable Throwable cause) {
    return new IOException("jobs: " + what + ", below line " + lastNumber, cause);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
