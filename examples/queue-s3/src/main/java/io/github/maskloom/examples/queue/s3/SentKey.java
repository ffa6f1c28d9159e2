package io.github.maskloom.examples.queue.s3;

import io.github.maskloom.examples.queue.JobStore;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the key of an object says that a worker puts under a claim, below the place of a store:
 * {@code <id>/sent-<claim>-<attempt>/<name>}.
 *
 * @param path the key, below the place
 * @param id of the job
 * @param sending the part with the claim and the attempt
 * @param claim under which the job was sent
 */
record SentKey(String path, String id, String sending, String claim) {
  private static final String UUIDS = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  static final Pattern SENDING = Pattern.compile("sent-(" + UUIDS + ")-" + UUIDS);
  private static final Pattern KEY = Pattern.compile("(" + UUIDS + ")/(" + SENDING + ")/[^/]+");
  private static final Pattern INPUT = Pattern.compile(UUIDS + "/(?:photo|mask|reference-[0-9]+)");

  /** Whether a key is one of a job's inputs. */
  static boolean isInput(String path) {
    return INPUT.matcher(path).matches();
  }

  /** A sending of which nothing was put yet. */
  static String newSending(String claim) {
    return "sent-" + JobStore.checkedId(claim) + "-" + UUID.randomUUID();
  }

  /** What a key says, if it is one of these. */
  static Optional<SentKey> of(String path) {
    Matcher parts = KEY.matcher(path);
    return parts.matches()
        ? Optional.of(new SentKey(path, parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }
}
