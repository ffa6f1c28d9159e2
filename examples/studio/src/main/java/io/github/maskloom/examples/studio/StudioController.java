package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.local.LocalFusionProvider;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the page has to know before anybody sends anything, and what was asked of providers. */
@RestController
record StudioController(
    FusionClient client, ImageLimits limits, StudioFolder folder, JsonMapper json) {
  private static final Logger LOG = LoggerFactory.getLogger(StudioController.class);
  private static final int MAX_JOURNAL_BYTES = 64 * 1024;

  /**
   * What the studio takes, and what it makes.
   *
   * @param maxBytes of an image, encoded
   * @param maxPixels of an image
   * @param types of images, as media types
   * @param preview whether there is no model, so that all it makes are previews
   */
  record Studio(long maxBytes, long maxPixels, List<String> types, boolean preview) {}

  @GetMapping("/api/studio")
  Studio show() {
    boolean preview = client.providerId().equals(LocalFusionProvider.ID);
    return new Studio(limits.maxInputBytes(), limits.maxPixels(), Images.PHOTO_TYPES, preview);
  }

  /** The latest records, latest first, as many as fit into 64 KiB. Torn lines are left out. */
  @GetMapping(path = "/api/journal", produces = MediaType.APPLICATION_JSON_VALUE)
  String journal() throws IOException {
    List<String> newer = tail(folder.journal, MAX_JOURNAL_BYTES);
    long left = MAX_JOURNAL_BYTES - newer.stream().mapToLong(String::length).sum();
    List<String> lines = tail(StudioJournal.older(folder), left);
    lines.addAll(newer);
    lines.removeIf(line -> line.contains("\"event\":\"")); // Its call has a record at its end.
    if (lines.removeIf(line -> !isRecord(line))) {
      LOG.warn("The journal has torn lines, as a full disk leaves them");
    }
    Collections.reverse(lines);
    return "[" + String.join(",", lines) + "]";
  }

  private boolean isRecord(String line) {
    try {
      return json.readTree(line).isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static List<String> tail(Path journal, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "r")) {
      long start = Math.max(0, file.length() - Math.max(0, bytes));
      file.seek(start);
      byte[] end = new byte[(int) (file.length() - start)];
      file.readFully(end);
      // The first line is cut unless it is all of the journal.
      return new ArrayList<>(new String(end, UTF_8).lines().skip(start > 0 ? 1 : 0).toList());
    } catch (FileNotFoundException e) {
      return new ArrayList<>(); // Nothing was asked yet.
    }
  }
}
