package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of jobs that are over, and of tables that are not there. */
class FinishedJobsTest {
  @TempDir Path folder;
  private HikariDataSource connections;

  @BeforeEach
  void open() {
    connections = JobQueue.connect(JobQueue.fileIn(folder));
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void photoAndPromptOfAJobThatIsOverGoAfterAWhile() throws Exception {
    JobQueue queue = new JobQueue(connections, new FolderStore(folder));
    Path photo = Files.write(folder.resolve("photo.png"), CountingService.picture());
    JobInputs inputs = JobInputs.of(photo, Optional.empty(), List.of());
    String over = queue.submit(inputs, "a red sofa", 1, Finish.RESTORED);
    String waiting = queue.submit(inputs, "a blue sofa", 1, Finish.RESTORED);
    assertThat(queue.cancel(over)).isTrue();

    queue.forgetEnded(Duration.ofDays(1));
    assertThat(queue.job(over).orElseThrow().prompt()).isEqualTo("a red sofa");
    assertThat(folder.resolve(over).resolve("photo")).exists();

    queue.forgetEnded(Duration.ZERO);
    assertThat(queue.job(over).orElseThrow().prompt()).isEmpty();
    assertThat(folder.resolve(over)).doesNotExist();
    assertThat(queue.job(waiting).orElseThrow().prompt()).isEqualTo("a blue sofa");
    assertThat(folder.resolve(waiting).resolve("photo")).exists();
  }

  @Test
  void anOlderTableSaysWhatToDo() throws SQLException {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table fusion_job (id varchar(36) primary key)");
    }

    assertThatThrownBy(() -> new JobQueue(connections, new FolderStore(folder)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("run tables.sql");
  }
}
