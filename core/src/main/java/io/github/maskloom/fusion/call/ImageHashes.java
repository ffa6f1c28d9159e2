package io.github.maskloom.fusion.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.fusion.FusionReference;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.codec.ByteCounter;
import io.github.maskloom.internal.pipeline.InputFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/** What the images of a request hash to, by which another process knows them again. */
record ImageHashes(ImageLimits limits, CancelSignal cancel) {
  /**
   * SHA-256 of each image as the caller has it, hexadecimal, by what failures call it. Of a link it
   * is that of its text.
   *
   * @throws ImageException if one has more bytes than it may; says which
   * @throws IOException if one cannot be read
   */
  Map<String, String> of(FusionRequest request) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (Map.Entry<String, ImageSource> each : InputImages.byRole(request).entrySet()) {
      try {
        hashes.put(each.getKey(), of(each.getValue()));
      } catch (ImageException e) {
        throw e.initImage(each.getKey());
      }
    }
    int number = 0;
    for (FusionReference reference : request.references()) {
      number++;
      if (reference instanceof FusionReference.Link link) {
        String hash = Hashing.sha256().hashString(link.url().toString(), UTF_8).toString();
        hashes.put("link " + number, hash);
      }
    }
    return hashes;
  }

  private String of(ImageSource source) throws IOException {
    ByteCounter bytes = new ByteCounter(limits, cancel, new InputFiles());
    try (HashingInputStream in = new HashingInputStream(Hashing.sha256(), bytes.open(source))) {
      in.transferTo(OutputStream.nullOutputStream());
      return in.hash().toString();
    }
  }
}
