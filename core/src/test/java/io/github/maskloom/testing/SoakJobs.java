package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Every kind of work on images, in several sizes: what succeeds, and what is refused because a
 * image is broken or the caller has cancelled.
 *
 * <p><b>Threads:</b> safe.
 */
final class SoakJobs {
  private static final int[] WIDTHS = {90, 400};
  private static final MaskCompositor STRETCHING =
      MaskCompositor.create().withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH));
  private static final int REFUSED_EVERY = 10;

  private final Path results;
  private final List<Job> sound = new ArrayList<>();
  private final List<Job> refused = new ArrayList<>();

  /** A piece of work that gives the same bytes, or throws the same, whenever it is done. */
  private interface Job {
    void run(ImageTarget target) throws IOException;
  }

  /**
   * Makes the jobs.
   *
   * @param results an empty folder, which is empty again after each job
   */
  SoakJobs(Path results) throws IOException {
    this.results = results;
    for (int width : WIDTHS) {
      SamplePictures pictures =
          SamplePictures.in(Files.createTempDirectory("soak"), width, width * 3 / 4);
      addComposites(pictures);
      addPreparations(pictures);
      addRefused(pictures);
    }
  }

  private static boolean isRefused(int number) {
    return number % REFUSED_EVERY == REFUSED_EVERY - 1;
  }

  /**
   * Does a job, into a file or into a stream in turn.
   *
   * @return how it ended: a name of the job, and the checksum of the result or what was thrown
   */
  String run(int number) throws IOException {
    boolean broken = isRefused(number);
    List<Job> jobs = broken ? refused : sound;
    int index = (broken ? number / REFUSED_EVERY : number) % jobs.size();
    return (broken ? "refused-" : "sound-") + index + " " + ending(jobs.get(index), number);
  }

  private String ending(Job job, int number) throws IOException {
    try {
      CRC32 checksum = new CRC32();
      if (number % 2 == 0) {
        try (CheckedOutputStream out =
            new CheckedOutputStream(OutputStream.nullOutputStream(), checksum)) {
          job.run(ImageTarget.of(out));
        }
      } else {
        Path file = results.resolve("result-" + number);
        job.run(ImageTarget.of(file));
        checksum.update(Files.readAllBytes(file));
        Files.delete(file);
      }
      return Long.toHexString(checksum.getValue());
    } catch (ImageFormatException | ImageLimitException | CancelledException | ReadFailure e) {
      return e.getClass().getSimpleName();
    }
  }

  private void addComposites(SamplePictures pictures) {
    for (String photo : List.of("photo.png", "photo.jpg", "interlaced.png", "deep.png")) {
      for (OutputFormat format : List.of(OutputFormat.PNG, OutputFormat.JPEG)) {
        sound.add(composite(pictures, photo, "mask.png", format));
      }
    }
    for (String photo :
        List.of(
            "gray.png", "progressive.jpg", "turned.jpg", "photo.bmp", "photo.gif", "photo.tif")) {
      sound.add(composite(pictures, photo, "mask.png", OutputFormat.PNG));
    }
    for (String mask : List.of("half.png", "double.png", "photo.jpg")) {
      sound.add(composite(pictures, "photo.png", mask, OutputFormat.PNG));
    }
    sound.add(
        target ->
            STRETCHING
                .withWork(WorkOptions.DEFAULT.withThreads(2))
                .composite(pictures.source("photo.jpg"), pictures.source("mask.png"), target));
    sound.add(
        target ->
            PhotoRestorer.create()
                .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
                .restore(
                    pictures.source("photo.png"),
                    pictures.source("photo.jpg"),
                    pictures.source("mask.png"),
                    target));
  }

  private static Job composite(
      SamplePictures pictures, String photo, String mask, OutputFormat format) {
    return target ->
        MaskCompositor.create()
            .withMask(
                MaskOptions.DEFAULT
                    .withFit(MaskFit.STRETCH)
                    .withConvention(MaskConvention.PAINTED_EVERYWHERE))
            .withFormat(format)
            .composite(pictures.source(photo), pictures.source(mask), target);
  }

  private void addPreparations(SamplePictures pictures) {
    int side = pictures.width() / 2;
    UploadLimits few = UploadLimits.NONE.withMaxBytes(4_000);
    for (ImagePreparer preparer :
        List.of(
            ImagePreparer.create().withMaxSide(side),
            ImagePreparer.create().withMaxSide(side).withLimits(few))) {
      sound.add(target -> preparer.prepare(pictures.source("photo.png"), target));
    }
    sound.add(
        target ->
            STRETCHING.composite(
                pictures.source("photo.jpg"),
                pictures.source("mask.png"),
                ImagePreparer.create().withMaxSide(side),
                target));
  }

  private void addRefused(SamplePictures pictures) throws IOException {
    byte[] png = pictures.bytes("photo.png");
    byte[] jpeg = pictures.bytes("photo.jpg");
    byte[] damaged = png.clone();
    damaged[damaged.length / 2] ^= 0x55;
    refused.add(broken(pictures, ImageSource.of(Arrays.copyOf(png, png.length / 2))));
    refused.add(broken(pictures, ImageSource.of(damaged)));
    refused.add(broken(pictures, ImageSource.of(Arrays.copyOf(jpeg, 100))));
    refused.add(broken(pictures, ImageSource.of("no image".getBytes(UTF_8))));
    refused.add(
        target ->
            STRETCHING
                .withReading(ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxWidth(10)))
                .composite(pictures.source("photo.png"), pictures.source("mask.png"), target));
    refused.add(target -> composite(pictures, cancelledAt(2), target));
    refused.add(target -> composite(pictures, cancelledAt(20), target));
    refused.add(
        target -> {
          IOException failure = new IOException("the disk is on fire");
          ImageSource failing = new FaultySource(png, 5, failure).source();
          try {
            STRETCHING.composite(failing, pictures.source("mask.png"), target);
          } catch (IOException e) {
            throw e.getCause() == failure ? new ReadFailure(e) : e;
          }
        });
  }

  private static Job broken(SamplePictures pictures, ImageSource photo) {
    return target -> STRETCHING.composite(photo, pictures.source("mask.png"), target);
  }

  private static void composite(SamplePictures pictures, CancelSignal cancel, ImageTarget target)
      throws IOException {
    STRETCHING
        .withWork(WorkOptions.DEFAULT.withCancel(cancel))
        .composite(pictures.source("interlaced.png"), pictures.source("mask.png"), target);
  }

  private static CancelSignal cancelledAt(int question) {
    AtomicInteger questions = new AtomicInteger();
    return () -> questions.incrementAndGet() >= question;
  }

  /** The failure of a stream, as it was thrown. */
  private static final class ReadFailure extends IOException {
    private static final long serialVersionUID = 1;

    ReadFailure(IOException cause) {
      super(cause);
    }
  }
}
