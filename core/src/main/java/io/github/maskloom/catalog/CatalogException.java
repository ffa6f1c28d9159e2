package io.github.maskloom.catalog;

import io.github.maskloom.errors.MaskloomException;
import java.io.Serial;
import java.nio.file.Path;

/** A catalogue's file is not what it should be: says where and why, never what it holds. */
public final class CatalogException extends MaskloomException {
  @Serial private static final long serialVersionUID = 1L;

  private final ImageCatalog.Problem problem;

  CatalogException(Path file, ImageCatalog.Problem problem) {
    super(file.getFileName() + " " + problem);
    this.problem = problem;
  }

  /** What is wrong, and where. */
  public ImageCatalog.Problem problem() {
    return problem;
  }
}
