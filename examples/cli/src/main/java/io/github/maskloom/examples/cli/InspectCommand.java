package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageMetadata;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** {@code maskloom inspect}: what an image is, without decoding its pixels. */
final class InspectCommand extends Command {
  private final Option<List<InputImage>> files = options.several("FILE", InputImage.type());
  private final Option<InputImage> mask = options.absent("--mask -m", InputImage.type());
  private final Option<Boolean> json = options.json();
  private final Option<Boolean> quiet = options.quiet();

  InspectCommand() {
    super("inspect");
  }

  @Override
  Optional<String> conflict() {
    List<InputImage> all = new ArrayList<>(files.value());
    if (mask.isGiven()) {
      // It is read anew for each image.
      all.addAll(Collections.nCopies(files.value().size(), mask.value()));
    }
    return all.stream().filter(InputImage::isStandard).count() > 1
        ? Optional.of("only one image can be standard input")
        : Optional.empty();
  }

  @Override
  void run(Streams streams) throws IOException {
    Failures.onEach(files.value(), file -> run(file, streams));
  }

  private void run(InputImage file, Streams streams) throws IOException {
    FileChecks.readable("picture", file);
    if (mask.isGiven()) {
      FileChecks.readable("mask", mask.value());
    }
    try {
      print(file, streams);
    } catch (ImageException e) {
      boolean ofMask = e.image().filter("mask"::equals).isPresent();
      throw new IOException(
          ImageFailureText.of(e) + " (" + (ofMask ? mask.value() : file) + ")", e);
    }
  }

  private static ReportJson json(InputImage file, ImageInfo info) {
    ImageMetadata metadata = info.metadata();
    return ReportJson.of(file)
        .with(info)
        .with(
            "metadata",
            new ReportJson()
                .with("profileBytes", metadata.iccProfile().map(bytes -> bytes.length).orElse(0))
                .with("exifBytes", metadata.exif().map(bytes -> bytes.length).orElse(0))
                .with("pixelsPerMeterX", metadata.pixelsPerMeterX())
                .with("pixelsPerMeterY", metadata.pixelsPerMeterY()))
        .with("access", InfoText.access(info));
  }

  private void print(InputImage file, Streams streams) throws IOException {
    PrintStream out = Streams.unless(quiet.value() && !json.value(), streams.out());
    if (mask.isGiven()) {
      CompositePlan plan =
          MaskCompositor.create().explain(file.source(streams), mask.value().source(streams));
      head(file, out);
      if (json.value()) {
        ReportJson.of(file).with(plan).print(out);
      } else {
        InfoText.print(plan, out);
      }
    } else {
      ImageInfo info = ImageInfo.read(file.source(streams));
      head(file, out);
      if (json.value()) {
        json(file, info).print(out);
      } else {
        InfoText.print(info, out);
      }
    }
  }

  /** Says which of several files follows. */
  private void head(InputImage file, PrintStream out) {
    if (files.value().size() > 1 && !json.value()) {
      out.println("file         " + file);
    }
  }
}
