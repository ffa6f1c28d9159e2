package io.github.maskloom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.ProcessStatus;
import io.github.maskloom.testing.internal.RecordingCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;

/** A process of its own that makes calls and says what memory it then has. */
final class CallProbe {
  /**
   * What was measured.
   *
   * @param residentBytes after the calls that warm up
   * @param residentBytesAtEnd after all calls
   * @param threads that live at the end
   * @param openFiles at the end: files, pipes and sockets
   * @param threadsLeft of this library once the session is closed
   */
  record Result(
      long residentBytes, long residentBytesAtEnd, int threads, int openFiles, int threadsLeft) {}

  private CallProbe() {}

  /**
   * Makes calls.
   *
   * @param picture sent as scene and as each reference
   * @param pictures how many are sent in a call
   * @param warmUp calls before the first measurement
   * @param calls between the measurements
   */
  static Result run(
      URI baseUrl,
      Path picture,
      int pictures,
      int warmUp,
      int calls,
      Path folder,
      String... options)
      throws IOException, InterruptedException {
    Process child =
        ChildJvm.startWith(
            CallProbe.class,
            List.of(
                baseUrl.toString(),
                picture.toString(),
                String.valueOf(pictures),
                String.valueOf(warmUp),
                String.valueOf(calls),
                folder.toString()),
            options);
    try (Scanner out = new Scanner(child.getInputStream(), UTF_8)) {
      Result result =
          out.hasNextLong()
              ? new Result(
                  out.nextLong(), out.nextLong(), out.nextInt(), out.nextInt(), out.nextInt())
              : new Result(0, 0, 0, 0, 0);
      if (child.waitFor() != 0) {
        throw new AssertionError("the probe failed with " + child.exitValue());
      }
      return result;
    }
  }

  /** Arguments: base URL, image, images per call, calls to warm up, calls, folder. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (ProviderSession session =
        new DrawProvider().open(DrawProvider.config(URI.create(args[0])))) {
      ProviderRequest request = request(Path.of(args[1]), Integer.parseInt(args[2]));
      Path folder = Path.of(args[5]);
      fuse(session, request, folder, Integer.parseInt(args[3]));
      long resident = ProcessStatus.residentBytes();
      fuse(session, request, folder, Integer.parseInt(args[4]));
      System.out.println(
          "%d %d %d %d"
              .formatted(
                  resident,
                  ProcessStatus.residentBytes(),
                  Thread.activeCount(),
                  ProcessStatus.open().size()));
    }
    System.out.println(threadsLeft());
  }

  /** How many threads of this library do not end. */
  static int threadsLeft() throws InterruptedException {
    return ProcessStatus.threadsThatStay(thread -> thread.getName().startsWith("maskloom")).size();
  }

  private static void fuse(ProviderSession session, ProviderRequest request, Path folder, int calls)
      throws IOException {
    for (int i = 0; i < calls; i++) {
      RecordingCall call = new RecordingCall(folder);
      session.fuse(request, call);
      Files.move(call.file(0), folder.resolve("last"), StandardCopyOption.REPLACE_EXISTING);
    }
    Runtime.getRuntime().gc();
  }

  static ProviderRequest request(Path file, int pictures) throws IOException {
    ProviderInput.Image picture =
        new ProviderInput.Image(ImageSource.of(file), "image/jpeg", 4000, 3000, Files.size(file));
    return HttpFixture.request(
        picture, Collections.nCopies(pictures - 1, picture), "put it there", 1);
  }
}
