package io.github.maskloom.catalog;

import io.github.maskloom.errors.MaskloomException;
import java.io.Serial;

/** A catalogue's file is not what it should be: says where and why, never what it holds. */
public final class CatalogException extends MaskloomException {
  @Serial private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * Reports a place in a file.
   *
   * @param file its name
   * @param line from 1 on
   * @param column from 1 on
   * @param rule what is wrong, in words
   */
  public CatalogException(String file, int line, int column, String rule) {
    super(file + " line " + line + ", column " + column + ": " + rule);
    this.line = line;
    this.column = column;
  }

  /** The line, from 1 on. */
  public int line() {
    return line;
  }

  /** The column, from 1 on. */
  public int column() {
    return column;
  }
}
