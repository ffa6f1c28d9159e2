package io.github.maskloom.catalog;

/**
 * Something wrong with an entry of a catalogue, which is not used then; the others are.
 *
 * @param line in the metadata, from 1 on
 * @param column in that line, from 1 on
 * @param rule what is wrong, in words
 */
public record CatalogProblem(int line, int column, String rule) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column + ": " + rule;
  }
}
