package io.github.maskloom.examples.s3;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.raster.testing.ImageSourceContract;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;

class S3SourceContractTest extends ImageSourceContract {
  @RegisterExtension final TestStore store = new TestStore();

  @Override
  protected ImageSource source(byte[] bytes) throws IOException {
    String key = UUID.randomUUID().toString();
    store.put(key, bytes);
    return store.store().source(key);
  }

  /** An object that was deleted after it was found. */
  @Override
  protected Optional<ImageSource> missing() throws IOException {
    String key = UUID.randomUUID().toString();
    store.put(key, new byte[] {1, 2, 3});
    ImageSource source = store.store().source(key);
    store.direct().deleteObject(request -> request.bucket(S3Server.BUCKET).key(key));
    return Optional.of(source);
  }

  @Override
  protected OptionalLong takenBytes() {
    return OptionalLong.of(store.proxy().bytesToClient());
  }
}
