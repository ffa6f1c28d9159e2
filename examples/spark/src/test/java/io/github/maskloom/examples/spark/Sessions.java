package io.github.maskloom.examples.spark;

import org.apache.spark.sql.SparkSession;

/** The session of these tests' process, of which there can be but one. */
final class Sessions {
  private Sessions() {}

  /** It has two threads, and tries a task four times. */
  static SparkSession shared() {
    return open("local[2,4]");
  }

  /** A session without what people look at. */
  static SparkSession open(String master) {
    SparkSession session =
        SparkSession.builder()
            .appName("maskloom-test")
            .master(master)
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 4)
            .getOrCreate();
    session.sparkContext().setLogLevel("ERROR");
    return session;
  }
}
