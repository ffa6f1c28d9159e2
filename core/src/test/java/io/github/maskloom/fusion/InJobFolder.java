package io.github.maskloom.fusion;

import io.github.maskloom.fusion.spi.FusionProvider;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** Tests with images to fuse and a store of tickets, whose clients give up at once. */
abstract class InJobFolder extends InFusionFolder {
  JobStore store;

  @BeforeEach
  void openStore() {
    store = JobStore.files(folder.resolve("jobs"));
  }

  @Override
  FusionConfig.Builder config() {
    return super.config().jobs(store).closeGrace(Duration.ZERO);
  }

  FusionClient open(FusionProvider provider, JobStore jobs) throws IOException {
    return FusionClient.open(provider, config().jobs(jobs).build());
  }

  /** The failure of a service, as which a call failed. */
  static FusionException failed(FusionClient client, FusionRequest request) {
    return (FusionException) failure(client, request);
  }
}
