package io.github.maskloom.image;

/** Stops when one of two signals does, whose reason it gives. */
record EitherSignal(CancelSignal first, CancelSignal second) implements CancelSignal {
  @Override
  public boolean isCancelled() {
    return first.isCancelled() || second.isCancelled();
  }

  @Override
  public void throwIfCancelled() {
    first.throwIfCancelled();
    second.throwIfCancelled();
  }
}
