package io.github.maskloom.examples.s3;

import com.adobe.testing.s3mock.S3MockApplication;
import java.io.IOException;

/** The server, in a process that ends when its parent does: then nobody holds its input open. */
final class S3ServerMain {
  private S3ServerMain() {}

  /** Arguments: those of the server. */
  public static void main(String[] args) {
    Thread watch = new Thread(S3ServerMain::endWithTheParent, "parent");
    watch.setDaemon(true);
    watch.start();
    S3MockApplication.main(args);
  }

  private static void endWithTheParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(0);
  }
}
