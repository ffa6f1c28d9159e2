package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kills workers whose service queues, and counts the bodies that reach it. */
@Tag("slow")
@Timeout(value = 60, unit = MINUTES)
class QueuedCrashTest {
  private static final Logger LOG = LoggerFactory.getLogger(QueuedCrashTest.class);

  @TempDir Path folder;

  @Test
  void whatWasQueuedIsTakenUpAndNoneIsSentTwice() throws Exception {
    LOG.info(
        QueuedCrashes.survive(
            new FolderStore(folder), QueueingWorker.class, List.of(folder.toString())));
  }
}
