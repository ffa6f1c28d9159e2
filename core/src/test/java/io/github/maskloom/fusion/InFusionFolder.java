package io.github.maskloom.fusion;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with images to fuse, each of which leaves no temporary file. */
abstract class InFusionFolder {
  @TempDir Path folder;
  FusionFolder files;

  @BeforeEach
  void drawImages() throws IOException {
    files = new FusionFolder(folder);
  }

  @AfterEach
  void leavesNoTemporaryFile() throws IOException {
    files.assertNothingLeft();
  }
}
