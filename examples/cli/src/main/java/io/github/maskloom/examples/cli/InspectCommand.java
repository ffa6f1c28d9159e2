package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code maskloom inspect}: what an image is, without decoding its pixels. */
final class InspectCommand extends Command {
  private final Option<List<InputImage>> files = options.several("FILE", InputImage.TYPE);
  private final Option<InputImage> mask = options.absent("--mask -m", InputImage.TYPE);
  private final Reporting reporting = new Reporting(options);

  @Override
  void check() {
    // The mask is read anew for each image.
    refuseTwice(
        files.value().stream()
            .flatMap(file -> Stream.concat(Stream.of(file), mask.ifGiven().stream())));
  }

  @Override
  void run(Streams streams) throws IOException {
    Failures.onEach(files.value(), file -> run(file, streams));
  }

  private void run(InputImage file, Streams streams) throws IOException {
    Map<String, InputImage> images = new LinkedHashMap<>(Map.of("picture", file));
    mask.ifGiven().ifPresent(given -> images.put("mask", given));
    FileChecks.readable(images);
    if (!mask.isGiven()) {
      ImageInfo info = Failures.naming(images, () -> ImageInfo.read(file.source(streams)));
      reporting.print(streams.out(), () -> json(file, info), () -> named(file, InfoText.of(info)));
      return;
    }
    images.put("photo", file);
    ImageSource photo = file.source(streams);
    ImageSource paint = mask.value().source(streams);
    CompositePlan plan =
        Failures.naming(images, () -> MaskCompositor.create().explain(photo, paint));
    reporting.print(
        streams.out(), () -> ReportJson.of(file).with(plan), () -> named(file, InfoText.of(plan)));
  }

  private static ReportJson json(InputImage file, ImageInfo info) {
    ImageMetadata metadata = info.metadata();
    ReportJson sizes =
        new ReportJson()
            .with("profileBytes", metadata.iccProfile().map(bytes -> bytes.length).orElse(0))
            .with("exifBytes", metadata.exif().map(bytes -> bytes.length).orElse(0))
            .with("pixelsPerMeterX", metadata.pixelsPerMeterX())
            .with("pixelsPerMeterY", metadata.pixelsPerMeterY());
    return ReportJson.of(file)
        .with(info)
        .with("metadata", sizes)
        .with("access", InfoText.access(info));
  }

  /** Says before the lines which of several files they are about. */
  private List<String> named(InputImage file, List<String> lines) {
    List<String> named = new ArrayList<>(lines);
    if (files.value().size() > 1) {
      named.add(0, "file         " + file);
    }
    return named;
  }
}
