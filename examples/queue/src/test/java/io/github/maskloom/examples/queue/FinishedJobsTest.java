package io.github.maskloom.examples.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is left of jobs that are over, and of tables that are not there. */
class FinishedJobsTest extends QueueTest {
  @Test
  void photoAndPromptOfAJobThatIsOverGoAfterAWhile() throws Exception {
    String over = submit();
    String waiting = submit();
    assertThat(queue.cancel(over)).isTrue();

    queue.forgetEnded(Duration.ofDays(1));
    assertThat(job(over).prompt()).isEqualTo("a red sofa");
    assertThat(folder.resolve(over).resolve("photo")).exists();

    queue.forgetEnded(Duration.ZERO);
    assertThat(job(over).prompt()).isEmpty();
    assertThat(folder.resolve(over)).doesNotExist();
    assertThat(job(waiting).prompt()).isEqualTo("a red sofa");
    assertThat(folder.resolve(waiting).resolve("photo")).exists();
  }

  @Test
  void anOlderTableSaysWhatToDo() throws Exception {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table fusion_job drop column forgotten");
    }

    assertThatThrownBy(() -> new JobQueue(connections, new FolderStore(folder)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("run tables.sql");
  }
}
