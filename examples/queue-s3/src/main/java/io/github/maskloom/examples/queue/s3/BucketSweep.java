package io.github.maskloom.examples.queue.s3;

import io.github.maskloom.examples.queue.JobStore;
import io.github.maskloom.examples.s3.S3Store;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Takes away what killed workers left in a bucket before a time. It lists every object of the
 * queue, job by job as their keys are ordered, and asks further only of jobs that have objects of
 * another sending than their result's.
 */
final class BucketSweep {
  private static final Logger LOG = LoggerFactory.getLogger(BucketSweep.class);

  private final S3Store store;
  private final S3Place place;
  private final Index index;
  private final JobStore.Claims claims;
  private final Instant before;

  /** The job that is listed now, and what of it was seen. */
  private String id = "";

  private final List<SentKey> old = new ArrayList<>();
  private final Set<String> sendings = new HashSet<>();
  private boolean indexed;

  /** Reads the index of a job's result. */
  interface Index {
    Optional<ResultIndex> of(String id) throws IOException;
  }

  BucketSweep(S3Store store, S3Place place, Index index, JobStore.Claims claims, Instant before) {
    this.store = store;
    this.place = place;
    this.index = index;
    this.claims = claims;
    this.before = before;
  }

  void run() throws IOException, SQLException {
    store.uploads(place.prefix(), this::abort);
    store.objects(place.prefix(), this::see);
    end();
  }

  /** An upload of inputs has no claim: like every put it is over when it is old. */
  private void abort(MultipartUpload upload) throws IOException, SQLException {
    String path = place.path(upload.key());
    Optional<SentKey> sent = SentKey.of(path);
    boolean ours = sent.isPresent() || SentKey.isInput(path);
    boolean live = sent.isPresent() && claims.isLive(sent.get().id(), sent.get().claim());
    if (ours && !live && !upload.initiated().isAfter(before)) {
      store.abort(upload.key(), upload.uploadId());
    }
  }

  private void see(S3Object object) throws SQLException {
    String path = place.path(object.key());
    String job = path.substring(0, Math.max(path.indexOf('/'), 0));
    if (!job.equals(id)) {
      end();
      id = job;
    }
    indexed |= path.equals(id + BucketStore.RESULT);
    SentKey.of(path)
        .ifPresent(
            key -> {
              sendings.add(key.sending());
              if (!object.lastModified().isAfter(before)) {
                old.add(key);
              }
            });
  }

  /** Decides on a job of which all objects were seen. */
  private void end() throws SQLException {
    if (!indexed || sendings.size() > 1) {
      List<SentKey> dead = new ArrayList<>();
      for (SentKey each : old) {
        if (!claims.isLive(each.id(), each.claim())) {
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
  private void deleteUnnamed(List<SentKey> dead) {
    try {
      String named = dead.isEmpty() ? "" : index.of(id).map(ResultIndex::sending).orElse("");
      for (SentKey each : dead) {
        if (!each.sending().equals(named)) {
          store.delete(place.key(each.path()));
        }
      }
    } catch (IOException e) {
      LOG.warn("job {} cannot be swept", id, e);
    }
  }
}
