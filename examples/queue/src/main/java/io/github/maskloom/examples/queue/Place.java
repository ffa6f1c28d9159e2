package io.github.maskloom.examples.queue;

import java.io.IOException;

/** Where the jobs and their images are, as options of the command line say it. */
public interface Place {
  /** What the help says of the option for the database. */
  String DATABASE =
      "such as jdbc:postgresql://host/jobs; PGUSER and PGPASSWORD have user and password";

  /**
   * The URL of the database.
   *
   * @throws IllegalArgumentException if the options do not say where the jobs are
   */
  String database();

  /**
   * Opens the store.
   *
   * @throws IllegalArgumentException if the options do not say where the images are
   * @throws IOException if it cannot be opened
   */
  JobStore open() throws IOException;
}
