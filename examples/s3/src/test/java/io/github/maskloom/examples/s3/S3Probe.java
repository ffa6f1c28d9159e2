package io.github.maskloom.examples.s3;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process with little heap and no temporary folder that composites from a store into it. Says, in
 * lines of a name and a number, the heap that was in use at the first look and at the most, each
 * after a collection, and the bytes read of the photo.
 */
final class S3Probe {
  /** The signal is asked with each block of encoded bytes. */
  private static final int ASKED_PER_LOOK = 250;

  private S3Probe() {}

  /** Arguments: the store's address, the keys of photo, mask and result. */
  public static void main(String[] args) throws IOException {
    List<Long> looks = new ArrayList<>();
    AtomicLong asked = new AtomicLong();
    CancelSignal looking =
        () -> {
          if (asked.incrementAndGet() % ASKED_PER_LOOK == 0) {
            looks.add(usedBytes());
          }
          return false;
        };
    WorkOptions work = WorkOptions.DEFAULT.withCancel(looking);
    S3Settings settings = S3Settings.of("us-east-1", URI.create(args[0]));
    try (S3Store store = new S3Store(TestStore.client(settings), S3Server.BUCKET)) {
      CompositeReport report =
          MaskCompositor.create()
              .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
              .withWork(work)
              .composite(
                  store.source(args[1]),
                  store.source(args[2]),
                  store.target(args[3], ObjectOptions.of("image/png")));
      System.out.println("photo " + report.bytes().photo());
      System.out.println("looks " + looks.size());
      System.out.println("first " + looks.get(0));
      System.out.println("most " + Collections.max(looks));
      System.out.println("width " + ImageInfo.read(store.source(args[3])).geometry().width());
    }
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
