package io.github.maskloom.examples.queue;

import java.io.IOException;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A table that tells what is about to be committed to it, and what has been. */
final class PhasedTable extends JobTable {
  private final Consumer<String> phases;

  PhasedTable(DataSource database, Consumer<String> phases) {
    super(database);
    this.phases = phases;
  }

  @Override
  boolean claim(String id, String claim) throws IOException {
    boolean claimed = super.claim(id, claim);
    phases.accept("claimed");
    return claimed;
  }

  @Override
  boolean beginSending(String id, String claim) throws IOException {
    phases.accept("prepared");
    boolean begun = super.beginSending(id, claim);
    phases.accept("announced");
    return begun;
  }

  @Override
  void keepTicket(String id, String ticket) throws IOException {
    phases.accept("ticket");
    super.keepTicket(id, ticket);
    phases.accept("ticketed");
  }

  @Override
  boolean done(String id, String claim, String note) throws IOException {
    phases.accept("kept");
    boolean done = super.done(id, claim, note);
    phases.accept("done");
    return done;
  }
}
