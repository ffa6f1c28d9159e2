package io.github.maskloom.examples.cli;

import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.util.List;

/** {@code maskloom prepare}: an image as small as a receiver wants it. */
final class PrepareCommand extends ImageCommand<PrepareReport> {
  private final Option<Integer> maxSide =
      options.absent("--max-side", OptionValues.integer(1, Integer.MAX_VALUE));
  private final Option<Long> maxBytes =
      options.absent("--max-bytes", ValueType.of("SIZE", ByteSize::parse));
  private final Option<Integer> background =
      options.optional("--background", ValueType.of("RRGGBB", OptionValues::rgb), 0xFFFFFF);
  private final Option<Boolean> linearLight = options.flag("--linear-light");
  private final Option<Boolean> bare = options.flag("--bare");

  PrepareCommand() {
    super("--in -i");
  }

  @Override
  Option<?>[] ofJpeg() {
    return new Option<?>[] {quality, background};
  }

  @Override
  OutputFormat jpeg() {
    return new OutputFormat.Jpeg(quality.value(), background.value());
  }

  @Override
  WorkOptions work() {
    return WorkOptions.DEFAULT.withThreads(2);
  }

  @Override
  PrepareReport make(Placement place, WorkOptions work, Streams streams) throws IOException {
    ImagePreparer preparer =
        ImagePreparer.create()
            .withLimits(limits(place.out()))
            .withLinearLight(linearLight.value())
            .withOutput(output(place.out(), bare.value() ? Metadata.NOTHING : Metadata.LISTED))
            .withReading(reading())
            .withWork(work);
    ImagePreparer sized = maxSide.ifGiven().map(preparer::withMaxSide).orElse(preparer);
    return sized.prepare(place.in().source(streams), place.out().target(streams));
  }

  private UploadLimits limits(OutputImage to) {
    String[] types = {"image/png", "image/jpeg"};
    types = outputFormat(to).map(one -> new String[] {one.mediaType()}).orElse(types);
    UploadLimits limits = UploadLimits.NONE.withMediaTypes(types);
    return maxBytes.ifGiven().map(limits::withMaxBytes).orElse(limits);
  }

  @Override
  ReportJson json(Placement place, Streams streams) throws IOException {
    PrepareReport report = made(place, streams);
    return ReportJson.of(place.out()).with(report).with("passedThrough", report.passedThrough());
  }

  @Override
  MadeImage inManifest(PrepareReport report) {
    return MadeImage.of(report);
  }

  @Override
  List<String> text(OutputImage written, PrepareReport report) {
    int encodings = report.attempts().size();
    String encoded = encodings + (encodings == 1 ? " encoding" : " encodings");
    String copied = bare.value() ? "copied without notes" : "copied as it is";
    String how = report.passedThrough() ? copied : encoded;
    String image = ReportText.image(written, report.width(), report.height(), report.bytes());
    String lost = ReportText.lost(report.missingRows(), report.profileDropped());
    return List.of(image + ", " + how + ", in " + report.elapsed().toMillis() + " ms" + lost);
  }
}
