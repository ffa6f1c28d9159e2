package io.github.maskloom.examples.queue.s3;

import io.github.maskloom.examples.s3.S3Server;
import io.github.maskloom.examples.s3.S3Settings;
import io.github.maskloom.examples.s3.S3Store;
import io.github.maskloom.examples.s3.TestStore;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3 server of the tests, in a process of its own. */
final class S3Mock {
  static final String BUCKET = S3Server.BUCKET;

  private S3Mock() {}

  static URI endpoint() {
    return S3Server.shared().uri();
  }

  /** The store at a URL, as a client sees it, which it owns. */
  static BucketStore store(S3Client client, String url) {
    S3Place place = S3Place.of(url);
    return new BucketStore(new S3Store(client, place.bucket()), place, InstantSource.system());
  }

  /** A client of the server at an endpoint. */
  static S3Client client(URI endpoint) {
    return TestStore.client(S3Settings.of("us-east-1", endpoint));
  }

  /** The keys of objects below a place, and those of open uploads with their ids. */
  static List<String> names(S3Client client, S3Place place) {
    List<String> names = new ArrayList<>();
    client
        .listObjectsV2Paginator(list -> list.bucket(place.bucket()).prefix(place.prefix()))
        .contents()
        .forEach(object -> names.add(object.key()));
    client
        .listMultipartUploadsPaginator(list -> list.bucket(place.bucket()).prefix(place.prefix()))
        .uploads()
        .forEach(upload -> names.add(upload.key() + " " + upload.uploadId()));
    return names;
  }
}
