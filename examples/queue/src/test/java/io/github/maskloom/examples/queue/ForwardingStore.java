package io.github.maskloom.examples.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Another store, of which a test overrides a method. */
abstract class ForwardingStore implements JobStore {
  private final JobStore store;

  ForwardingStore(JobStore store) {
    this.store = store;
  }

  @Override
  public void putInputs(String id, JobInputs inputs) throws IOException {
    store.putInputs(id, inputs);
  }

  @Override
  public JobInputs inputs(String id) throws IOException {
    return store.inputs(id);
  }

  @Override
  public void removeInputs(String id) throws IOException {
    store.removeInputs(id);
  }

  @Override
  public Optional<JobResult> result(String id) throws IOException {
    return store.result(id);
  }

  @Override
  public void putResult(String id, String claim, Map<String, Path> images) throws IOException {
    store.putResult(id, claim, images);
  }

  @Override
  public void sweep(Duration age, Claims claims) throws IOException, SQLException {
    store.sweep(age, claims);
  }
}
