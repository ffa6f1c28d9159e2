package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StudioFolderTest {
  private static final int FOLDERS = 20;
  private static final int FILES = 50;
  private static final int VISITORS = 3;

  private final CyclicBarrier start = new CyclicBarrier(VISITORS);

  @Test
  void aFolderThatOthersDeleteTooIsDeleted(@TempDir Path root) throws Exception {
    ExecutorService visitors = Executors.newFixedThreadPool(VISITORS);
    try {
      for (int i = 0; i < FOLDERS; i++) {
        Path folder = filled(root.resolve("folder" + i));
        List<Future<?>> deletions = new ArrayList<>();
        for (int visitor = 0; visitor < VISITORS; visitor++) {
          deletions.add(visitors.submit(() -> deleteTogether(folder)));
        }
        for (Future<?> each : deletions) {
          each.get();
        }
        assertThat(folder).doesNotExist();
      }
    } finally {
      visitors.shutdownNow();
    }
  }

  private static Path filled(Path folder) throws IOException {
    Files.createDirectory(folder);
    for (int file = 0; file < FILES; file++) {
      Files.createFile(folder.resolve("file" + file));
    }
    return folder;
  }

  private Void deleteTogether(Path folder) throws Exception {
    start.await();
    StudioFolder.delete(folder);
    return null;
  }
}
