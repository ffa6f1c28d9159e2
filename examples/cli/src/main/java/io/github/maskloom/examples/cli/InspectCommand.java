package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.ImageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** {@code maskloom inspect}: what an image is, without decoding its pixels. */
final class InspectCommand implements Command {
  private final Option<InputImage> file =
      Option.operand("FILE", InputImage::parse, "The image; - is standard input.");
  private final Option<InputImage> mask =
      Option.absent(
          "--mask",
          "FILE",
          InputImage::parse,
          "Also say how this mask would be composited over the image: spliced or streamed, and"
              + " what each step takes.");
  private final Option<Boolean> json =
      Option.flag("--json", "Print JSON instead of lines for people.");

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
    return "java -jar maskloom.jar inspect room.jpg --json";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(file, mask, json);
  }

  @Override
  public Optional<String> conflict() {
    return mask.isGiven() && file.value().isStandard() && mask.value().isStandard()
        ? Optional.of("only one image can be standard input")
        : Optional.empty();
  }

  @Override
  public void run(Streams streams) throws IOException {
    PrintStream out = streams.out();
    FileChecks.readable("picture", file.value());
    if (mask.isGiven()) {
      explain(streams, out);
      return;
    }
    ImageInfo info = read(streams);
    if (json.value()) {
      InfoJson.print(info, out);
    } else {
      InfoText.print(info, out);
    }
  }

  private ImageInfo read(Streams streams) throws IOException {
    try {
      return ImageInfo.read(file.value().source(streams));
    } catch (ImageException e) {
      throw new IOException(LimitText.of(e) + " (" + file.value() + ")", e);
    }
  }

  private void explain(Streams streams, PrintStream out) throws IOException {
    FileChecks.readable("mask", mask.value());
    CompositePlan plan;
    try {
      plan =
          MaskCompositor.create()
              .explain(file.value().source(streams), mask.value().source(streams));
    } catch (ImageException e) {
      InputImage broken =
          e.image().filter("mask"::equals).isPresent() ? mask.value() : file.value();
      throw new IOException(LimitText.of(e) + " (" + broken + ")", e);
    }
    if (json.value()) {
      PlanJson.print(plan, out);
    } else {
      PlanText.print(plan, out);
    }
  }
}
