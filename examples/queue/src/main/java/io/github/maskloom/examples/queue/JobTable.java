package io.github.maskloom.examples.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ObjectArrays;
import com.google.common.io.Resources;
import java.io.IOException;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs, in a table; each method is one statement, committed when it returns.
 *
 * <p>A method that changes a job says whether it did: not if the job was not in the state, or not
 * under the claim, that the change starts from.
 */
class JobTable {
  private static final Logger LOG = LoggerFactory.getLogger(JobTable.class);
  private static final String QUEUED = "claim = ? and state = 'QUEUED'";
  private static final String SENDING = "claim = ? and state = 'SENDING'";
  private static final String LIVE = "claim = ? and state in ('QUEUED', 'SENDING')";
  private static final String PARKED = "state = 'PARKED'";
  private static final String UNDECIDED = "claim = ? and state in ('QUEUED', 'SENDING', 'PARKED')";

  private final DataSource database;

  JobTable(DataSource database) {
    this.database = database;
  }

  /**
   * Makes the tables that are not there, db-scheduler's too.
   *
   * @throws IOException if they are not there and cannot be made, as by a user who may not
   */
  void create() throws IOException {
    URL tables = Resources.getResource(JobTable.class, "tables.sql");
    try {
      for (String table : Resources.toString(tables, UTF_8).split(";", -1)) {
        update(table);
      }
    } catch (IOException e) {
      // Two workers that begin at once may both find no table.
      LOG.debug("tables are not made here", e);
    }
    try {
      query(
          "select finish, forgotten, ticket, version"
              + " from fusion_job, fusion_ticket, scheduled_tasks where 1 = 0",
          row -> "");
    } catch (IOException e) {
      throw new IOException(
          "tables of the queue are missing, or older than this program: run tables.sql; "
              + e.getMessage(),
          e);
    }
  }

  /** Begins a job, before anything of it is stored: so nothing is stored that no row knows. */
  void insert(String id, String prompt, int images, Finish finish) throws IOException {
    String insert =
        "insert into fusion_job (id, state, prompt, images, finish, sends, retries, cancel_asked,"
            + " note, forgotten, changed_millis)"
            + " values (?, 'SUBMITTING', ?, ?, ?, 0, 0, false, 'submitting', false, ?)";
    update(insert, id, prompt, images, finish.name(), now());
  }

  /** Queues a job whose images are stored; false if it was abandoned meanwhile. */
  boolean submitted(String id) throws IOException {
    return change(
        "state = 'QUEUED', note = 'submitted'", "state = 'SUBMITTING' and claim is null", id);
  }

  /** The jobs whose images have been on their way since a time or longer. */
  List<String> submittingSince(Instant time) throws IOException {
    return ids("state = 'SUBMITTING' and changed_millis <= ?", time.toEpochMilli());
  }

  /** Takes care that a job is never queued; false if it is by now, or was deleted. */
  boolean abandon(String id) throws IOException {
    return update(
        "update fusion_job set claim = 'abandoned' where id = ? and state = 'SUBMITTING'", id);
  }

  /** Deletes a job that was abandoned, once its images are gone. */
  boolean delete(String id) throws IOException {
    return update("delete from fusion_job where id = ? and state = 'SUBMITTING'", id);
  }

  Optional<Job> find(String id) throws IOException {
    return query("select * from fusion_job where id = ?", JobTable::job, id).stream().findFirst();
  }

  /** So many jobs that changed before one, the latest change first. */
  List<Job> changedBefore(Instant changed, String id, int limit) throws IOException {
    long millis = changed.toEpochMilli();
    String page =
        "select * from fusion_job where changed_millis < ? or (changed_millis = ? and id < ?)"
            + " order by changed_millis desc, id desc limit ?";
    return query(page, JobTable::job, millis, millis, id, limit);
  }

  /** So many jobs that are over since a time or longer, and of which the prompt is still there. */
  List<String> endedSince(Instant time, int limit) throws IOException {
    String over =
        "state in ('DONE', 'FAILED', 'CANCELLED') and forgotten = false and changed_millis <= ?";
    return ids(over + " limit ?", time.toEpochMilli(), limit);
  }

  /** Forgets what a job was asked for, once its photo is gone. */
  void forget(String id) throws IOException {
    removeTicket(id);
    update("update fusion_job set prompt = '', forgotten = true where id = ?", id);
  }

  /** Whether no job waits or is being sent. */
  boolean isIdle() throws IOException {
    return ids("state in ('QUEUED', 'SENDING') limit 1").isEmpty();
  }

  /** The unfinished jobs that db-scheduler does not know of, such as after a crash in between. */
  List<String> unscheduled(String task) throws IOException {
    return ids(
        "state in ('QUEUED', 'SENDING') and not exists (select 1"
            + " from scheduled_tasks where task_name = ? and task_instance = fusion_job.id)",
        task);
  }

  /** Takes a queued job up, and away from whoever had it before. */
  boolean claim(String id, String claim) throws IOException {
    return change("claim = ?", "state = 'QUEUED'", claim, id);
  }

  /** Must succeed before the request leaves. */
  boolean beginSending(String id, String claim) throws IOException {
    return change("state = 'SENDING', sends = sends + 1, note = 'sent'", QUEUED, claim, id);
  }

  /** Takes a job over that was sent, by a worker that is gone. */
  boolean takeOver(String id, String gone, String claim) throws IOException {
    return change("claim = ?, note = 'taken up'", SENDING, claim, gone, id);
  }

  /** Takes up what was sent before, and so is not sent. */
  boolean beginTakingUp(String id, String claim) throws IOException {
    return change("state = 'SENDING', note = 'taken up'", QUEUED, claim, id);
  }

  /**
   * Says how a job that was sent is getting on.
   *
   * @param retry whether this counts as one
   */
  boolean note(String id, String claim, boolean retry, String note) throws IOException {
    return change(
        "retries = retries + ?, note = ?", SENDING, retry ? 1 : 0, shortened(note), claim, id);
  }

  /** Keeps what a job is taken up by. */
  void keepTicket(String id, String ticket) throws IOException {
    String replace =
        "insert into fusion_ticket (job_id, ticket) values (?, ?)"
            + " on conflict (job_id) do update set ticket = excluded.ticket";
    update(replace, id, ticket);
  }

  void removeTicket(String id) throws IOException {
    update("delete from fusion_ticket where job_id = ?", id);
  }

  /** The ticket of a job that was sent, or was about to be. */
  Optional<String> ticket(String id) throws IOException {
    String ticket = "select ticket from fusion_ticket where job_id = ?";
    return query(ticket, row -> row.getString(1), id).stream().findFirst();
  }

  /** Also from PARKED: the answer came after all, and nobody has decided yet. */
  boolean done(String id, String claim, String note) throws IOException {
    return change("state = 'DONE', note = ?", UNDECIDED, shortened(note), claim, id);
  }

  /** Ends a job under a claim as failed, parked or cancelled. */
  boolean settle(String id, String claim, JobState state, String note) throws IOException {
    return change("state = ?, note = ?", LIVE, state.name(), shortened(note), claim, id);
  }

  /**
   * Puts a job back that was not sent, or was refused.
   *
   * @param retry whether this counts as one
   */
  boolean putBack(String id, String claim, boolean retry, Instant notBefore, String note)
      throws IOException {
    String back =
        "state = 'QUEUED', claim = null, retries = retries + ?, not_before_millis = ?, note = ?";
    long millis = notBefore.toEpochMilli();
    return change(back, LIVE, retry ? 1 : 0, millis, shortened(note), claim, id);
  }

  /** Decides that a parked job is sent again. */
  boolean resume(String id) throws IOException {
    String fresh = "claim = null, not_before_millis = null, cancel_asked = false";
    return change("state = 'QUEUED', note = 'resumed', " + fresh, PARKED, id);
  }

  /** Decides that a parked job is not sent again. */
  boolean giveUp(String id) throws IOException {
    return change("state = 'FAILED', note = 'given up'", PARKED, id);
  }

  /** Ends a job that was not sent. */
  boolean cancelQueued(String id) throws IOException {
    return change(
        "state = 'CANCELLED', note = 'cancelled; nothing was sent'", "state = 'QUEUED'", id);
  }

  /** Asks the worker that sends a job to stop. */
  boolean askToCancel(String id) throws IOException {
    return update(
        "update fusion_job set cancel_asked = true where id = ? and state = 'SENDING'", id);
  }

  /** Whether somebody may be working on a job under a claim; once false, it stays so. */
  boolean isLive(String id, String claim) throws IOException {
    return !ids(LIVE + " and id = ?", claim, id).isEmpty();
  }

  /** Whether somebody wants a job to end. */
  boolean isCancelAsked(String id) throws IOException {
    return find(id).filter(Job::cancelAsked).isPresent();
  }

  /** Whether whoever works under a claim should stop. */
  boolean isUnwanted(String id, String claim) throws IOException {
    return find(id).filter(job -> job.claim().equals(claim) && !job.cancelAsked()).isEmpty();
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getString("id"),
        JobState.valueOf(row.getString("state")),
        row.getString("prompt"),
        row.getInt("images"),
        Finish.valueOf(row.getString("finish")),
        Objects.requireNonNullElse(row.getString("claim"), ""),
        row.getInt("sends"),
        row.getInt("retries"),
        Optional.ofNullable((Number) row.getObject("not_before_millis")).map(JobTable::time),
        row.getBoolean("cancel_asked"),
        row.getString("note"),
        time(row.getLong("changed_millis")));
  }

  private static Instant time(Number millis) {
    return Instant.ofEpochMilli(millis.longValue());
  }

  /**
   * Changes a job, if it is as this says.
   *
   * @param values those of the change, those of the condition, and the id
   */
  private boolean change(String change, String condition, Object... values) throws IOException {
    return update(
        "update fusion_job set changed_millis = ?, %s where %s and id = ?"
            .formatted(change, condition),
        ObjectArrays.concat(now(), values));
  }

  private List<String> ids(String condition, Object... values) throws IOException {
    return query("select id from fusion_job where " + condition, row -> row.getString(1), values);
  }

  private boolean update(String sql, Object... values) throws IOException {
    return execute(sql, values, statement -> statement.executeUpdate() == 1);
  }

  private <T> List<T> query(String sql, Reader<ResultSet, T> reader, Object... values)
      throws IOException {
    return execute(
        sql,
        values,
        statement -> {
          ResultSet rows = statement.executeQuery();
          List<T> found = new ArrayList<>();
          while (rows.next()) {
            found.add(reader.read(rows));
          }
          return found;
        });
  }

  private <T> T execute(String sql, Object[] values, Reader<PreparedStatement, T> reader)
      throws IOException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return reader.read(statement);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String shortened(String note) {
    return note.substring(0, Math.min(note.length(), 1000));
  }

  private static long now() {
    return Instant.now().toEpochMilli();
  }

  private interface Reader<S, T> {
    T read(S source) throws SQLException;
  }
}
