package io.github.maskloom.examples.guide;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What {@code docs/guide.md} shows, to the letter: a test compares the two. */
final class Guide {
  private Guide() {}

  static CompositeReport composite(Path room, String maskDataUrl, Path output) throws IOException {
    return MaskCompositor.create().composite(room, ImageSource.dataUrl(maskDataUrl), output);
  }

  static String describe(CompositeReport report) {
    if (report.nothingPainted()) {
      return "please paint where the sofa should go";
    }
    MaskStatistics mask = report.mask();
    return "%.1f %% painted, %d pixels wide at (%d, %d)"
        .formatted(
            mask.coverage() * 100,
            mask.boundingBox().width(),
            mask.boundingBox().x(),
            mask.boundingBox().y());
  }

  static PrepareReport prepare(Path photo, Path upload) throws IOException {
    ImagePreparer preparer =
        ImagePreparer.create()
            .withMaxSide(1024)
            .withLimits(UploadLimits.NONE.withMediaTypes("image/jpeg").withMaxBytes(1_000_000));
    return preparer.prepare(photo, upload);
  }

  static List<FurnitureItem> choose(FurnitureCatalog catalog) throws IOException {
    return catalog.find(FurnitureCatalog.Query.ALL.style("modern").room(4.5, 3));
  }

  static void preview(Path room, Path mask, Path sofa, Path image) throws IOException {
    FusionRequest request = FusionRequest.builder(room).mask(mask).reference(sofa).build();
    try (FusionClient client = FusionClient.local();
        FusionResult result = client.fuse(request)) {
      result.image().writeTo(image);
    }
  }

  static FusionClient arkOrPreview(String apiKey) throws IOException {
    HttpConfig ark = ArkProvider.config().withApiKey(apiKey).withImagesPerMinute(300);
    FusionConfig config = FusionConfig.builder().provider(ark).build();
    return FusionClient.shared(config).withFallback(FusionClient.local());
  }

  static FusionRequest keepTheRest(Path room, Path mask, Path sofa) {
    return FusionRequest.builder(room)
        .mask(mask)
        .reference(sofa)
        .prompt("Put the sofa of the second image where the first one is painted blue")
        .build();
  }

  static FusionRequest circled(Path room, Path mask, Path sofa) {
    return FusionRequest.builder(room)
        .mask(mask)
        .maskOptions(MaskOptions.DEFAULT.withFillEnclosed(true))
        .reference(sofa)
        .restore(RestoreOptions.DEFAULT.withGrow(12))
        .build();
  }

  static FusionRequest lookClosely(Path room, Path mask, Path sofa) {
    return FusionRequest.builder(room).mask(mask).reference(sofa).focus().build();
  }

  static CompletableFuture<CompositeReport> compositeSoon(
      Path room, Path mask, Path output, ExecutorService threads) {
    MemoryBudget budget = MemoryBudget.shared().waitingAtMost(Duration.ofSeconds(20));
    return MaskCompositor.create()
        .withWork(WorkOptions.DEFAULT.withBudget(budget))
        .compositeAsync(
            ImageSource.of(room), ImageSource.of(mask), ImageTarget.of(output), threads);
  }

  static FusionResult within(Duration patience, FusionClient client, FusionRequest request)
      throws Exception {
    FusionCall call = client.start(request);
    try {
      return call.completion()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      call.close();
      throw e;
    }
  }

  static FusionConfig production(Path folder, FusionListener metrics) {
    return FusionConfig.builder()
        .maxConcurrent(8)
        .maxQueued(100)
        .reading(ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxPixels(100_000_000)))
        .tempFolder(folder)
        .journal(FusionJournal.file(folder.resolve("calls.jsonl")))
        .listener(metrics)
        .build();
  }

  static String explain(FusionException failure) {
    boolean free =
        failure.delivery() == Delivery.NOT_SENT || failure.delivery() == Delivery.REJECTED;
    String cost = free ? "it cost nothing" : "it may have been billed";
    if (failure instanceof FusionContentException) {
      return "choose another image or other words; " + cost;
    }
    return switch (failure.retry().kind()) {
      case SAFE -> "send it again, " + wait(failure.retry()) + "; " + cost;
      case MAY_BILL_TWICE -> "somebody decides whether to send it again; " + cost;
      case NEVER -> "mend the request or the account first; " + cost;
    };
  }

  private static String wait(RetryAdvice advice) {
    return advice.after().map(time -> "in " + time.toSeconds() + " s").orElse("a little later");
  }
}
