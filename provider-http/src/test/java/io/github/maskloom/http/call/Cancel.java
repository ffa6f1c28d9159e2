package io.github.maskloom.http.call;

import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import java.util.ArrayList;
import java.util.List;

/** A cancellation by hand. */
final class Cancel implements Cancellation {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  void cancel() {
    cancelled = true;
    List.copyOf(actions).forEach(Runnable::run);
  }

  int listeners() {
    return actions.size();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public Registration onCancel(Runnable action) {
    actions.add(action);
    if (cancelled) {
      action.run();
    }
    return () -> actions.remove(action);
  }
}
