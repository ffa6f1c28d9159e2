package io.github.maskloom.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** A draft behind whose commit an action runs. */
record ReportedDraft(ImageTarget.Draft draft, Runnable action) implements ImageTarget.Draft {
  @Override
  public OutputStream stream() {
    return draft.stream();
  }

  @Override
  public Optional<FileChannel> channel() {
    return draft.channel();
  }

  @Override
  public void commit() throws IOException {
    draft.commit();
    action.run();
  }

  @Override
  public void close() throws IOException {
    draft.close();
  }
}
