package io.github.maskloom.examples.queue.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.Maps;
import io.github.maskloom.examples.queue.JobInputs;
import io.github.maskloom.examples.queue.JobResult;
import io.github.maskloom.examples.queue.JobStore;
import io.github.maskloom.examples.s3.ObjectOptions;
import io.github.maskloom.examples.s3.S3Settings;
import io.github.maskloom.examples.s3.S3Store;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The images of jobs in a bucket of S3, or of what speaks its protocol: {@code <id>/photo}, {@code
 * mask}, {@code reference-1} and so on.
 *
 * <p><b>A result</b> is put as objects {@code <id>/sent-<claim>-<attempt>/<name>}, which nobody
 * else writes. The index {@code <id>/result} is written last, on the condition that there is none,
 * and makes them the result. Who finds one takes his own objects away. Where the answer to that
 * write is lost, the index is read. If that does not tell either, the objects stay: the write may
 * still arrive, and must not name what is gone.
 *
 * <p><b>A put gives up</b> when it has taken an hour, and a request when it has taken ten minutes.
 * So what is older than 70 minutes is part of no living put, and the age of a {@link #sweep} is
 * longer than that. Ages count by the clock of the store.
 *
 * @param store the bucket; is taken over
 * @param place what in it is the queue's
 * @param clock tells how long a put takes
 */
public record BucketStore(S3Store store, S3Place place, InstantSource clock) implements JobStore {
  /** After so long a put writes no index any more. */
  static final Duration LONGEST_PUT = Duration.ofHours(1);

  /** With all that the SDK tries again. */
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(BucketStore.class);
  private static final String RESULT = "/result";
  private static final String BYTES = "application/octet-stream";

  /** Opens a place, with the SDK's own credentials. */
  public static BucketStore open(S3Settings settings, S3Place place) {
    S3Store store = S3Store.open(settings.withCallTimeout(LONGEST_REQUEST), place.bucket());
    return new BucketStore(store, place, InstantSource.system());
  }

  /** Makes sure that the bucket is there, and that it honors a condition. */
  @Override
  public void check() throws IOException {
    byte[] text = "written to see whether a second one is refused\n".getBytes(US_ASCII);
    boolean first = isFirst("condition", text);
    if (first && isFirst("condition", text)) {
      throw new IOException(
          place.url("") + " ignores If-None-Match: results could be replaced there");
    }
  }

  /** Writes an object unless there is one. */
  private boolean isFirst(String path, byte[] bytes) throws IOException {
    ObjectOptions options = ObjectOptions.of(BYTES).withOnlyIfAbsent(true);
    try {
      return put(path, ImageSource.of(bytes), options) == bytes.length;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private long put(String path, ImageSource image, ObjectOptions options) throws IOException {
    try (InputStream bytes = image.open();
        ImageTarget.Draft draft = store.target(place.key(path), options).openDraft()) {
      long length = bytes.transferTo(draft.stream());
      draft.commit();
      return length;
    }
  }

  @Override
  public void putInputs(String id, JobInputs inputs) throws IOException {
    putAll(JobStore.checkedId(id) + "/", inputs.named());
  }

  /** Puts images into a folder; what their lengths are. */
  private Map<String, Long> putAll(String folder, Map<String, ImageSource> images)
      throws IOException {
    Instant end = clock.instant().plus(LONGEST_PUT);
    ImageFormats formats = ImageFormats.installed();
    Map<String, Long> lengths = new TreeMap<>();
    for (Map.Entry<String, ImageSource> image : images.entrySet()) {
      String path = folder + JobStore.checkedName(image.getKey());
      ObjectOptions options = ObjectOptions.of(formats.mediaTypeOf(path).orElse(BYTES));
      lengths.put(image.getKey(), put(path, image.getValue(), options));
      if (clock.instant().isAfter(end)) {
        throw new IOException(place.url(path) + ": took longer than " + LONGEST_PUT);
      }
    }
    return lengths;
  }

  @Override
  public JobInputs inputs(String id) throws IOException {
    String folder = JobStore.checkedId(id) + "/";
    Map<String, ImageSource> images = new TreeMap<>();
    for (String path : inputPaths(folder)) {
      images.put(path.substring(folder.length()), store.source(place.key(path)));
    }
    return JobInputs.of(images);
  }

  @Override
  public void removeInputs(String id) throws IOException {
    for (String path : inputPaths(JobStore.checkedId(id) + "/")) {
      store.delete(place.key(path));
    }
  }

  private List<String> inputPaths(String folder) throws IOException {
    List<String> paths = new ArrayList<>();
    store.objects(place.key(folder), object -> paths.add(place.path(object.key())));
    paths.removeIf(path -> !SentKey.isInput(path));
    return paths;
  }

  @Override
  public Optional<JobResult> result(String id) throws IOException {
    Optional<ResultIndex> index = index(id);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    String folder = id + "/" + index.get().sending() + "/";
    // Without a request for an image before it is opened.
    Map<String, ImageSource> images =
        Maps.transformEntries(
            index.get().lengths(),
            (name, length) ->
                ImageSource.reopening(() -> store.source(place.key(folder + name)).open(), length));
    return Optional.of(new JobResult(place.url(folder), images));
  }

  private Optional<ResultIndex> index(String id) throws IOException {
    Optional<byte[]> bytes =
        store.read(place.key(JobStore.checkedId(id) + RESULT), ResultIndex.MAX_BYTES);
    return bytes.isPresent() ? Optional.of(ResultIndex.of(bytes.get())) : Optional.empty();
  }

  @Override
  public void putResult(String id, String claim, Map<String, Path> images) throws IOException {
    String sending = SentKey.newSending(claim);
    images.keySet().forEach(JobStore::checkedName);
    if (index(id).isPresent()) {
      return;
    }
    String folder = id + "/" + sending + "/";
    Map<String, Long> lengths;
    try {
      lengths = putAll(folder, Maps.transformValues(images, ImageSource::of));
    } catch (IOException | RuntimeException | Error e) {
      delete(folder, images.keySet());
      throw e;
    }
    if (!isNamed(id, new ResultIndex(sending, lengths))) {
      delete(folder, images.keySet());
    }
  }

  /** Writes the index unless there is one; whether the one that is there names this sending. */
  private boolean isNamed(String id, ResultIndex mine) throws IOException {
    IOException unknown = new IOException(place.url(id + RESULT) + ": is there and is not");
    try {
      if (isFirst(id + RESULT, mine.toBytes())) {
        return true;
      }
    } catch (IOException e) {
      // It may have arrived, or may yet: if nothing is there, the objects must stay.
      unknown = e;
    }
    Optional<ResultIndex> there = index(id);
    if (there.isEmpty()) {
      throw unknown;
    }
    return there.get().sending().equals(mine.sending());
  }

  private void delete(String folder, Set<String> names) {
    try {
      for (String name : names) {
        store.delete(place.key(folder + name));
      }
    } catch (IOException e) {
      LOG.debug("objects stay until they are swept", e);
    }
  }

  @Override
  public void sweep(Duration age, Claims claims) throws IOException {
    // The clock of the store tells whole seconds.
    Instant before = store.time(place.prefix()).plusSeconds(1).minus(age);
    Sweep sweep = new Sweep(before, claims);
    store.uploads(place.prefix(), sweep::abort);
    store.objects(place.prefix(), sweep::see);
    sweep.end();
  }

  @Override
  public void close() {
    store.close();
  }

  /**
   * Takes away what killed workers left before a time. It sees every object of the queue, job by
   * job as their keys are ordered, and asks further only of jobs that have objects of another
   * sending than their result's.
   */
  private final class Sweep {
    private final Instant before;
    private final Claims claims;

    /** The job that is listed now, and what of it was seen. */
    private String id = "";

    private final List<SentKey> old = new ArrayList<>();
    private final Set<String> sendings = new HashSet<>();
    private boolean indexed;

    Sweep(Instant before, Claims claims) {
      this.before = before;
      this.claims = claims;
    }

    /** An upload of inputs has no claim: like every put it is over when it is old. */
    void abort(MultipartUpload upload) throws IOException {
      String path = place.path(upload.key());
      Optional<SentKey> sent = SentKey.of(path);
      boolean over =
          sent.isPresent()
              ? !claims.isLive(sent.get().id(), sent.get().claim())
              : SentKey.isInput(path);
      if (over && !upload.initiated().isAfter(before)) {
        store.abort(upload.key(), upload.uploadId());
      }
    }

    void see(S3Object object) throws IOException {
      String path = place.path(object.key());
      String job = path.substring(0, Math.max(path.indexOf('/'), 0));
      if (!job.equals(id)) {
        end();
        id = job;
      }
      indexed |= path.equals(id + RESULT);
      Optional<SentKey> sent = SentKey.of(path);
      sent.ifPresent(key -> sendings.add(key.sending()));
      sent.filter(key -> !object.lastModified().isAfter(before)).ifPresent(old::add);
    }

    /**
     * Decides on a job of which all objects were seen. Asks for the index after the claims: who is
     * no longer live has written it by now. What cannot be decided or deleted keeps no other job
     * from being swept.
     */
    void end() throws IOException {
      List<SentKey> dead = new ArrayList<>();
      for (SentKey each : indexed && sendings.size() < 2 ? List.<SentKey>of() : old) {
        if (!claims.isLive(each.id(), each.claim())) {
          dead.add(each);
        }
      }
      try {
        String named = dead.isEmpty() ? "" : index(id).map(ResultIndex::sending).orElse("");
        for (SentKey each : dead) {
          if (!each.sending().equals(named)) {
            store.delete(place.key(each.path()));
          }
        }
      } catch (IOException e) {
        LOG.warn("job {} cannot be swept", id, e);
      }
      old.clear();
      sendings.clear();
      indexed = false;
    }
  }
}
