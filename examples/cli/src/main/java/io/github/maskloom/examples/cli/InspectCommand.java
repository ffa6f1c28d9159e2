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
import java.util.Map;
import java.util.Optional;

/** {@code maskloom inspect}: what an image is, without decoding its pixels. */
final class InspectCommand implements Command {
  private final Option<List<InputImage>> files =
      Option.operands("FILE", InputImage::parse, "The images; - is standard input.");
  private final Option<InputImage> mask =
      Option.absent(
              "--mask",
              "FILE",
              InputImage::parse,
              "Say instead how this mask would be composited over each image: spliced or streamed,"
                  + " and what each step takes.")
          .or("-m");
  private final Option<Boolean> json =
      Option.flag("--json", "Print JSON instead of lines for people, an object for each image.");
  private final Option<Boolean> quiet = Option.quiet();

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String summary() {
    return "Say what an image is and what reading it takes, without decoding its pixels.";
  }

  @Override
  public String example() {
    return "maskloom inspect *.jpg";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(files, mask, json, quiet);
  }

  @Override
  public Optional<String> conflict() {
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
  public void run(Streams streams) throws IOException {
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
            Map.of(
                "profileBytes", metadata.iccProfile().map(bytes -> bytes.length).orElse(0),
                "exifBytes", metadata.exif().map(bytes -> bytes.length).orElse(0),
                "pixelsPerMeterX", metadata.pixelsPerMeterX(),
                "pixelsPerMeterY", metadata.pixelsPerMeterY()))
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
        PlanText.print(plan, out);
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
