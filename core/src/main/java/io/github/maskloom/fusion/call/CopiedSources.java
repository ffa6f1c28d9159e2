package io.github.maskloom.fusion.call;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.call.CallFolder.CallFile;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.codec.ByteCounter;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.pipeline.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** A request whose sources are copied if it asks for that, and which then reads the copies. */
final class CopiedSources {
  private volatile FusionRequest request;

  CopiedSources(FusionRequest request) {
    this.request = request;
  }

  /** The request, which reads the copies once they are made. */
  FusionRequest request() {
    return request;
  }

  /**
   * Copies every source into a folder, after the sizes of all were looked at, if the request asks
   * for that.
   *
   * @throws ImageException if one has more bytes than it may; says which
   * @throws io.github.maskloom.errors.CancelledException if the signal says so
   * @throws IOException if one cannot be read, or a copy cannot be written
   */
  void copyInto(CallFolder folder, ImageLimits limits, CancelSignal cancel) throws IOException {
    if (!request.copySources()) {
      return;
    }
    InputImages.checkFiles(request);
    Map<String, ImageSource> byRole = InputImages.byRole(request);
    for (Map.Entry<String, ImageSource> each : byRole.entrySet()) {
      checkSize(each.getKey(), each.getValue(), limits);
    }
    folder.create();
    Deque<ImageSource> copies = new ArrayDeque<>();
    for (Map.Entry<String, ImageSource> each : byRole.entrySet()) {
      Path file = folder.file("source-" + copies.size());
      ByteCounter bytes = new ByteCounter(limits, cancel, new InputFiles());
      copies.add(copied(each.getKey(), each.getValue(), file, bytes));
    }
    request = request.withSources(any -> copies.remove());
  }

  private static void checkSize(String role, ImageSource source, ImageLimits limits)
      throws IOException {
    try {
      LimitCheck.inputBytes(limits, source.length().orElse(0));
    } catch (ImageException e) {
      throw e.initImage(role);
    }
  }

  private static ImageSource copied(String role, ImageSource source, Path file, ByteCounter bytes)
      throws IOException {
    try (InputStream stream = bytes.open(source);
        ImageTarget.Draft draft = new CallFile(file).openDraft()) {
      stream.transferTo(draft.stream());
      draft.commit();
    } catch (ImageException e) {
      throw e.initImage(role);
    }
    ImageSource copy = ImageSource.of(file);
    return source.name().map(copy::named).orElse(copy);
  }
}
