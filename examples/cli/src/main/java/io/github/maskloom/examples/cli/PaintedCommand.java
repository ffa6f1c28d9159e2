package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;

/** A command that brings photos and a mask together. */
abstract class PaintedCommand extends ImageCommand<CompositeReport> {
  private static final int MAX_THREADS = 3;

  final MaskArguments masks = new MaskArguments(options);
  final Option<Rounding> rounding =
      options.optional("--rounding", ValueType.oneOf(Rounding.class), Rounding.TRUNCATE);
  private final Option<Integer> windowRows =
      options.absent("--window-rows", OptionValues.integer(1, Integer.MAX_VALUE));
  private final Option<Integer> threads =
      options.optional("--threads", OptionValues.integer(1, MAX_THREADS), 1);
  private final Option<Boolean> strict = options.flag("--strict");
  private final Option<Metadata> metadata =
      options.optional("--metadata", ValueType.oneOf(Metadata.class), Metadata.LISTED);

  /**
   * A command for photos.
   *
   * @param others the options for what is read beside each of them; the last is the mask
   */
  PaintedCommand(String... others) {
    super("--photo -p", others);
  }

  @Override
  final ReportJson json(Placement place, Streams streams) throws IOException {
    try (HeapPeak peak = new HeapPeak()) {
      ReportJson json = super.json(place, streams).with("peakHeapBytes", peak.bytes());
      return json.with("peakResidentBytes", HeapPeak.residentBytes());
    }
  }

  @Override
  final MadeImage inManifest(CompositeReport report) {
    return MadeImage.of(report);
  }

  /** The mask's bytes. */
  final ImageSource mask(Streams streams) {
    return others.get(others.size() - 1).value().source(streams);
  }

  /** How it is worked, within other work. */
  final WorkOptions painting(WorkOptions within) {
    WorkOptions work = within.withThreads(threads.value());
    return windowRows.isGiven() ? work.withWindowRows(windowRows.value()) : work;
  }

  /** What is written. */
  final OutputOptions output(OutputImage to) {
    return output(to, metadata.value()).withStrict(strict.value());
  }
}
