package io.github.maskloom.examples.s3;

import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.raster.testing.ImageTargetContract;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Objects that replace what is there. */
class S3TargetContractTest extends ImageTargetContract {
  private final String folder = UUID.randomUUID() + "/";
  @RegisterExtension final TestStore store = new TestStore();
  private int images;

  ObjectOptions options() {
    return ObjectOptions.of("image/png").withPartBytes(5 << 20);
  }

  private String key() {
    return folder + images;
  }

  @Override
  protected ImageTarget target() {
    images++;
    return store.store().target(key(), options());
  }

  @Override
  protected Optional<byte[]> stored() {
    return store.bytes(key());
  }

  @Override
  protected int unfinished() {
    return store.openUploads(folder);
  }

  /** Two parts and a little more. */
  @Override
  protected int largeBytes() {
    return (10 << 20) + 3;
  }
}
