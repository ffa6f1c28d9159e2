package io.github.maskloom.fusion.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.fusion.FusionReference;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.call.TempFolder.TempFile;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.internal.codec.ByteCounter;
import io.github.maskloom.internal.file.FailureSubject;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.internal.pipeline.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The images that a request reads. They are copied if it asks for that, and the copies are read
 * then. Failures call an image by its role: {@code photo}, {@code mask}, or {@code reference 1}.
 */
final class Sources {
  static final String PHOTO = "photo";
  static final String MASK = "mask";
  static final String REFERENCE = "reference";

  private final ImageLimits limits;
  private volatile FusionRequest request;

  /** The sources of a request, none of which may have more bytes than the limits allow. */
  Sources(FusionRequest request, ImageLimits limits) {
    this.request = request;
    this.limits = limits;
  }

  /** The request, which reads the copies once they are made. */
  FusionRequest request() {
    return request;
  }

  /** What failures call an image, at whatever stage. */
  static String role(String image, int number) {
    return image.equals(REFERENCE) ? image + " " + number : image;
  }

  /** Every image, in order, by its role. */
  private Map<String, ImageSource> byRole() {
    Map<String, ImageSource> images = new LinkedHashMap<>();
    images.put(PHOTO, request.photo());
    request.mask().ifPresent(mask -> images.put(MASK, mask));
    List<FusionReference> references = request.references();
    for (int i = 0; i < references.size(); i++) {
      if (references.get(i) instanceof FusionReference.Image image) {
        images.put(role(REFERENCE, i + 1), image.source());
      }
    }
    return images;
  }

  /** Has a failure say what the caller calls the image that it is about. */
  Throwable named(Throwable failure) {
    ImageSource source =
        failure instanceof ImageException e ? byRole().get(e.image().orElse("")) : null;
    return source == null
        ? failure
        : ((ImageException) failure)
            .named(source.name().orElse(""))
            .shownAs(InputFiles.nameOf(source).orElse(""));
  }

  /**
   * Makes sure that no image is a folder, which would be found out only by reading it, and then
   * without a name.
   */
  void checkFiles() throws IOException {
    each(
        (role, source) -> {
          Optional<Path> folder = source.path().filter(Files::isDirectory);
          if (folder.isPresent()) {
            throw FailureSubject.file(folder.get()).failure("the " + role + " is a folder");
          }
        });
  }

  /** What is done with an image. */
  private interface Use {
    void of(String role, ImageSource source) throws IOException;
  }

  /** Uses every image, in order. A failure says which one it is about. */
  private void each(Use use) throws IOException {
    for (Map.Entry<String, ImageSource> each : byRole().entrySet()) {
      try {
        use.of(each.getKey(), each.getValue());
      } catch (ImageException e) {
        throw e.about(each.getKey());
      }
    }
  }

  /**
   * Copies every source into a folder, after the sizes of all were looked at, if the request asks
   * for that.
   *
   * @throws ImageException if one has more bytes than it may; says which
   * @throws io.github.maskloom.errors.CancelledException if the signal says so
   * @throws IOException if one cannot be read, or a copy cannot be written
   */
  void copyInto(TempFolder folder, CancelSignal cancel) throws IOException {
    if (request.copySources()) {
      checkFiles();
      each((role, source) -> LimitCheck.inputBytes(limits, source.length().orElse(0)));
      folder.create();
      Deque<ImageSource> copies = new ArrayDeque<>();
      each(
          (role, source) ->
              copies.add(copied(source, folder.file("source-" + copies.size()), cancel)));
      request = request.withSources(any -> copies.remove());
    }
  }

  private ImageSource copied(ImageSource source, Path file, CancelSignal cancel)
      throws IOException {
    try (InputStream stream = opened(source, cancel);
        ImageTarget.Draft draft = new TempFile(file).openDraft()) {
      stream.transferTo(draft.stream());
      draft.commit();
    }
    ImageSource copy = ImageSource.of(file);
    return source.name().map(copy::named).orElse(copy);
  }

  private InputStream opened(ImageSource source, CancelSignal cancel) throws IOException {
    return new ByteCounter(limits, cancel, new InputFiles()).open(source);
  }

  /**
   * SHA-256 of each image as the caller has it, hexadecimal, by its role. So another process knows
   * them again. Of a link it is that of its text.
   *
   * @throws ImageException if one has more bytes than it may; says which
   * @throws IOException if one cannot be read
   */
  Map<String, String> hashes(CancelSignal cancel) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    each(
        (role, source) -> {
          try (HashingInputStream in =
              new HashingInputStream(Hashing.sha256(), opened(source, cancel))) {
            in.transferTo(OutputStream.nullOutputStream());
            hashes.put(role, in.hash().toString());
          }
        });
    List<FusionReference> references = request.references();
    for (int i = 0; i < references.size(); i++) {
      if (references.get(i) instanceof FusionReference.Link link) {
        String hash = Hashing.sha256().hashString(link.url().toString(), UTF_8).toString();
        hashes.put("link " + (i + 1), hash);
      }
    }
    return hashes;
  }
}
