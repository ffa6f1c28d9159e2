package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.http.call.AnswerItem.ImageSpool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of an image's temporary file when the disk fails. */
class ImageSpoolTest {
  private final IOException full = new IOException("the quota is used up");

  private final List<Path> files = new ArrayList<>();

  @Test
  void aFileThatCannotBeOpenedIsDeleted() {
    assertThatThrownBy(
            () ->
                new ImageSpool(
                    10,
                    file -> {
                      files.add(file);
                      throw full;
                    }))
        .isInstanceOf(LocalFailure.class)
        .hasCause(full);

    assertThat(files).singleElement().satisfies(file -> assertThat(file).doesNotExist());
  }

  @Test
  void aFileThatCannotBeClosedIsDeleted() throws IOException {
    ImageSpool spool =
        new ImageSpool(
            10,
            file -> {
              files.add(file);
              return new ByteArrayOutputStream() {
                @Override
                public void close() throws IOException {
                  throw full;
                }
              };
            });

    assertThat(files.get(0)).exists();
    assertThatThrownBy(spool::close).isInstanceOf(LocalFailure.class).hasCause(full);
    assertThat(files.get(0)).doesNotExist();
  }
}
