package io.github.maskloom.internal.pipeline;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.testing.SpecialFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a temporary file cannot do names the folder that it is in. */
class SpoolFileFailuresTest {
  @TempDir Path folder;

  @Test
  void aFolderThatIsNotThere() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> SpoolFile.create(missing, ImageLimits.DEFAULT))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(missing + ": no temporary file can be written: there is no such folder");
  }

  @Test
  void aFolderThatCannotBeWrittenTo() {
    assumeTrue(folder.toFile().setWritable(false) && !Files.isWritable(folder), "root may write");

    assertThatThrownBy(() -> SpoolFile.create(folder, ImageLimits.DEFAULT))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": no temporary file can be written: permission denied");
  }

  @Test
  void aFolderThatIsFull() throws Exception {
    Path full = SpecialFiles.fullDevice(folder.resolve("full"));
    try (SpoolFile file =
        new SpoolFile(folder, FileChannel.open(full, READ, WRITE), ImageLimits.DEFAULT)) {

      assertThatThrownBy(() -> file.append(ByteBuffer.allocate(10)))
          .isInstanceOf(FileSystemException.class)
          .hasMessage(folder + ": no temporary file can be written: No space left on device");
    }
  }

  @Test
  void aFileThatSomebodyCutShort() throws IOException {
    Path path = Files.createFile(folder.resolve("spool"));
    try (FileChannel channel = FileChannel.open(path, READ, WRITE);
        SpoolFile file = new SpoolFile(folder, channel, ImageLimits.DEFAULT)) {
      file.append(ByteBuffer.allocate(10));
      channel.truncate(5);

      assertThatThrownBy(() -> file.read(0, ByteBuffer.allocate(10)))
          .hasMessage(folder + ": a temporary file cannot be read: it was cut short");
    }
    assertThat(path).hasSize(5);
  }
}
