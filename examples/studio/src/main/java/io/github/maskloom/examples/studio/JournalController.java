package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was asked of providers, and what came of it. */
@RestController
class JournalController {
  private static final Logger LOG = LoggerFactory.getLogger(JournalController.class);
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_BYTES = 64 * 1024;

  private final StudioFolder folder;

  JournalController(StudioFolder folder) {
    this.folder = folder;
  }

  /** The latest records, latest first, as many as fit into 64 KiB. Torn lines are left out. */
  @GetMapping(path = "/api/journal", produces = MediaType.APPLICATION_JSON_VALUE)
  String latest() throws IOException {
    List<String> newer = tail(folder.journal(), MAX_BYTES);
    long left = MAX_BYTES - newer.stream().mapToLong(String::length).sum();
    List<String> lines = new ArrayList<>(tail(folder.olderJournal(), left));
    lines.addAll(newer);
    lines.removeIf(line -> line.contains("\"event\":\"")); // Its call has a record at its end.
    int all = lines.size();
    lines.removeIf(line -> !isRecord(line));
    if (lines.size() < all) {
      LOG.warn("The journal has {} torn lines, as a full disk leaves them", all - lines.size());
    }
    Collections.reverse(lines);
    return "[" + String.join(",", lines) + "]";
  }

  private static boolean isRecord(String line) {
    try (JsonParser json = JSON.createParser(line)) {
      boolean object = json.nextToken() == JsonToken.START_OBJECT;
      return object
          && json.skipChildren().currentToken() == JsonToken.END_OBJECT
          && json.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> tail(Path journal, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "r")) {
      long start = Math.max(0, file.length() - Math.max(0, bytes));
      file.seek(start);
      byte[] end = new byte[(int) (file.length() - start)];
      file.readFully(end);
      List<String> lines = new ArrayList<>(new String(end, UTF_8).lines().toList());
      if (start > 0 && !lines.isEmpty()) {
        lines.remove(0); // The first one is cut.
      }
      return lines;
    } catch (FileNotFoundException e) {
      return List.of(); // Nothing was asked yet.
    }
  }
}
