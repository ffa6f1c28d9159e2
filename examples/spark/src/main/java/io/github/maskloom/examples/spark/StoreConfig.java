package io.github.maskloom.examples.spark;

import java.io.Serializable;

/** What a worker opens its store with. */
record StoreConfig() implements Serializable {
  private static final ImageStore FOLDER = new FolderStore();

  /** The store, which is opened once for each worker's process. */
  ImageStore open() {
    return FOLDER;
  }
}
