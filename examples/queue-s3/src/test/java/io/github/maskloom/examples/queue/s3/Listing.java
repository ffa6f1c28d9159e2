package io.github.maskloom.examples.queue.s3;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** All that a bucket holds below a place. */
final class Listing {
  private Listing() {}

  /** The keys of objects, and those of open uploads with their ids. */
  static List<String> of(S3Client client, S3Place place) {
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
