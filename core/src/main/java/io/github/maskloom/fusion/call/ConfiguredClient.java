package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;

/** A client of this library, of which others here may know how it is set up. */
interface ConfiguredClient extends FusionClient {
  /** How it is set up. */
  FusionConfig config();
}
