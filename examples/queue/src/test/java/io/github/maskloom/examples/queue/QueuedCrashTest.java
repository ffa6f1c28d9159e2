package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills workers whose service queues, and counts the bodies that reach it. The database itself
 * writes down of which jobs the service's id was kept.
 */
@Tag("slow")
@Timeout(value = 60, unit = MINUTES)
class QueuedCrashTest {
  private static final Logger LOG = LoggerFactory.getLogger(QueuedCrashTest.class);
  private static final String TICKET_LOG =
      """
      create table ticket_log (job_id varchar(36));
      create function log_ticket() returns trigger language plpgsql as
        $$ begin
          if new.ticket like '%"job":{%' then insert into ticket_log values (new.job_id); end if;
          return new;
        end $$;
      create trigger log_ticket before insert or update on fusion_ticket
        for each row execute function log_ticket()
      """;

  @TempDir Path folder;

  @Test
  void whatWasQueuedIsTakenUpAndNoneIsSentTwice() throws Exception {
    KillPlan plan = new KillPlan(Crashes.KILLS, QueueingWorker.PHASES);
    FolderStore store = new FolderStore(folder);
    try (Postgres server = Postgres.start();
        QueueingService service = new QueueingService(plan);
        HikariDataSource connections = JobQueue.connect(server.url())) {
      JobQueue queue = new JobQueue(connections, store);
      try (Connection connection = connections.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(TICKET_LOG);
      }
      Crashes.submitAll(queue);
      new Crashes(server.url(), store, QueueingWorker.class, List.of(folder.toString()))
          .work(service.url());
      assertThat(plan.left()).as("kills that did not happen").isZero();
      LOG.info(figures(queue, service, kept(connections)));
    }
  }

  private static String figures(JobQueue queue, QueueingService service, Set<String> kept)
      throws Exception {
    int bodies = 0;
    int parked = 0;
    for (Job job : queue.jobs(Crashes.JOBS + 1)) {
      String number = job.prompt().substring(job.prompt().indexOf('-') + 1);
      int seen = service.bodies(number);
      assertThat(seen).as("bodies of %s", job).isBetween(0, 1);
      boolean done = kept.contains(job.id());
      assertThat(job.state()).as("%s", job).isEqualTo(done ? JobState.DONE : JobState.PARKED);
      assertThat(queue.result(job.id()).isPresent()).as("images of %s", job).isEqualTo(done);
      if (done) {
        assertThat(seen).as("bodies of %s", job).isOne();
        assertThat(QueueingService.isAnswer(number, queue.result(job.id()).orElseThrow()))
            .as("the image of %s", job)
            .isTrue();
      } else {
        assertThat(job.note()).contains("may have been billed");
        parked++;
      }
      bodies += seen;
    }
    return "%d kills, %d jobs, %d whole bodies, %d tickets kept and images had, %d parked"
        .formatted(Crashes.KILLS, Crashes.JOBS, bodies, kept.size(), parked);
  }

  private static Set<String> kept(DataSource database) throws SQLException {
    Set<String> kept = new HashSet<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select job_id from ticket_log")) {
      while (rows.next()) {
        kept.add(rows.getString(1));
      }
    }
    return kept;
  }
}
