package io.github.maskloom.examples.queue.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.examples.queue.JobStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The object whose presence says that a job has a result, and which says where it is: a line for
 * the sending, then one for each image, with its length and its name.
 *
 * @param sending what the objects are below
 * @param lengths of the images in bytes, by their names
 */
record ResultIndex(String sending, Map<String, Long> lengths) {
  /** More than any result has. */
  static final int MAX_BYTES = 1 << 20;

  byte[] toBytes() {
    StringBuilder text = new StringBuilder(sending).append('\n');
    new TreeMap<>(lengths)
        .forEach((name, length) -> text.append(length).append(' ').append(name).append('\n'));
    return text.toString().getBytes(UTF_8);
  }

  /**
   * Reads what {@link #toBytes} writes.
   *
   * @throws IOException if it is something else
   */
  static ResultIndex of(byte[] bytes) throws IOException {
    List<String> lines = new String(bytes, UTF_8).lines().toList();
    try {
      Map<String, Long> lengths = new TreeMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] parts = line.split(" ", 2);
        lengths.put(JobStore.checkedName(parts[1]), Long.parseLong(parts[0]));
      }
      if (!SentKey.SENDING.matcher(lines.get(0)).matches()) {
        throw new IOException("the index of a result is damaged");
      }
      return new ResultIndex(lines.get(0), lengths);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("the index of a result is damaged", e);
    }
  }
}
