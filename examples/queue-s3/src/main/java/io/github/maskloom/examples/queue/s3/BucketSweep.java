package io.github.maskloom.examples.queue.s3;

import io.github.maskloom.examples.queue.JobStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what killed workers left in a bucket. It lists every object of the queue, a thousand a
 * request, and asks further only of jobs that have objects of another sending than their result's.
 */
final class BucketSweep {
  private static final Logger LOG = LoggerFactory.getLogger(BucketSweep.class);

  private final Bucket bucket;
  private final Index index;
  private final JobStore.Claims claims;

  /** Reads the index of a job's result. */
  interface Index {
    Optional<ResultIndex> of(String id) throws IOException;
  }

  BucketSweep(Bucket bucket, Index index, JobStore.Claims claims) {
    this.bucket = bucket;
    this.index = index;
    this.claims = claims;
  }

  void run(Duration age) throws IOException, SQLException {
    // The clock of the store tells whole seconds.
    Instant before = bucket.now().plusSeconds(1).minus(age);
    bucket.uploads(upload -> abort(upload, before));
    Listing listing = new Listing(before);
    bucket.objects("", listing::add);
    listing.end();
  }

  /** An upload of inputs has no claim: like every put it is over when it is old. */
  private void abort(Bucket.OpenUpload upload, Instant before) throws IOException, SQLException {
    Optional<SentKey> sent = SentKey.of(upload.path());
    boolean ours = sent.isPresent() || SentKey.isInput(upload.path());
    boolean live = sent.isPresent() && claims.isLive(sent.get().id(), sent.get().claim());
    if (ours && !live && !upload.begun().isAfter(before)) {
      bucket.abort(upload);
    }
  }

  /** What a killed worker may have left. */
  private record Old(String path, SentKey key) {}

  /** Objects in the order of their keys, so job by job. */
  private final class Listing {
    private final Instant before;
    private final List<Old> old = new ArrayList<>();
    private final Set<String> sendings = new HashSet<>();
    private String id = "";
    private boolean indexed;

    Listing(Instant before) {
      this.before = before;
    }

    void add(Bucket.Stored object) throws IOException, SQLException {
      String path = object.path();
      String job = path.substring(0, Math.max(path.indexOf('/'), 0));
      if (!job.equals(id)) {
        end();
        id = job;
      }
      indexed |= path.equals(id + BucketStore.RESULT);
      Optional<SentKey> key = SentKey.of(path);
      if (key.isPresent()) {
        sendings.add(key.get().sending());
        if (!object.changed().isAfter(before)) {
          old.add(new Old(path, key.get()));
        }
      }
    }

    /** Decides on a job of which all objects were seen. */
    void end() throws IOException, SQLException {
      boolean settled = indexed && sendings.size() == 1;
      if (!settled) {
        List<Old> dead = new ArrayList<>();
        for (Old each : old) {
          if (!claims.isLive(each.key().id(), each.key().claim())) {
            dead.add(each);
          }
        }
        deleteUnnamed(dead);
      }
      old.clear();
      sendings.clear();
      indexed = false;
    }

    /**
     * Asks for the index after the claims: who is no longer live has written it by now. What cannot
     * be decided or deleted keeps no other job from being swept.
     */
    private void deleteUnnamed(List<Old> dead) {
      if (!dead.isEmpty()) {
        try {
          deleteIfUnnamed(dead);
        } catch (IOException e) {
          LOG.warn("job {} cannot be swept", id, e);
        }
      }
    }

    private void deleteIfUnnamed(List<Old> dead) throws IOException {
      String named = index.of(id).map(ResultIndex::sending).orElse("");
      for (Old each : dead) {
        if (!each.key().sending().equals(named)) {
          bucket.delete(each.path());
        }
      }
    }
  }
}
