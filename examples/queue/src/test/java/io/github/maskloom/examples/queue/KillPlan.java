package io.github.maskloom.examples.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Kills the process that comes first to a phase, then the one that comes first to the next. */
public final class KillPlan {
  /** Where a worker can die, in the order in which a job gets there. */
  static final List<String> PHASES =
      List.of("claimed", "prepared", "announced", "received", "answered", "kept", "done");

  private final Deque<String> next = new ArrayDeque<>();

  /** So many kills, in these phases by turns. */
  public KillPlan(int kills, List<String> phases) {
    for (int i = 0; i < kills; i++) {
      next.add(phases.get(i % phases.size()));
    }
  }

  synchronized int left() {
    return next.size();
  }

  /** False once a process is dead, if the phase is the one that is due. */
  synchronized boolean spares(String phase, long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return false;
    }
    if (!phase.equals(next.peek())) {
      return true;
    }
    next.remove();
    // On Unix this is SIGKILL.
    process.get().destroyForcibly();
    process.get().onExit().join();
    return false;
  }
}
