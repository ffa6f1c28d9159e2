package io.github.maskloom.examples.studio;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.local.LocalFusionProvider;
import io.github.maskloom.local.LocalReference;
import io.github.maskloom.openai.OpenAiOptions;
import io.github.maskloom.openai.OpenAiProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Makes requests of wishes: the same one of the same wish, in any process. */
@Component
record FusionRequests(FusionClient client, FurnitureCatalog catalog, StudioProperties properties) {
  /** What is to be kept of a wish, with what the studio adds to it. */
  KeptWish decided(FusionController.Wish wish, FurnitureItem item, Instant now) {
    String provider = client.providerId();
    // The local preview takes any number of pixels, and judges the light of the whole room.
    boolean focuses = properties.fusion().focus() && !provider.equals(LocalFusionProvider.ID);
    return new KeptWish(
        wish.photo(),
        item.fileName(),
        wish.prompt().orElseGet(() -> defaultPrompt().replace("{furniture}", inWords(item))),
        wish.fillEnclosed().orElse(false),
        wish.focus().orElse(true) && focuses,
        now,
        LocaleContextHolder.getLocale().toLanguageTag(),
        provider);
  }

  private String defaultPrompt() {
    ProviderCapabilities takes = client.capabilities(RequestOptions.NONE);
    if (takes.references().max() == 0) {
      return properties.fusion().wordPrompt();
    }
    boolean seesPaint = takes.mask().transport() == MaskTransport.PAINTED_INTO_PHOTO;
    return seesPaint ? properties.fusion().prompt() : properties.fusion().maskPrompt();
  }

  private static String inWords(FurnitureItem item) {
    return (item.displayName() + ". " + item.description()).strip();
  }

  /**
   * The request of a job.
   *
   * @param job has a copy of the mask, since the person may paint on while this runs
   */
  FusionRequest of(RoomPhoto photo, FusionJob job) throws IOException {
    KeptWish wish = job.wish;
    ProviderCapabilities takes = client.capabilities(RequestOptions.NONE);
    FusionRequest.Builder request =
        FusionRequest.builder(ImageSource.of(photo.image()).named("photo"))
            // Whether it may hide the whole photo was asked when it came.
            .mask(ImageSource.of(mask(job.folder)).named("mask"))
            .maskOptions(
                MaskOptions.DEFAULT
                    .withConvention(MaskConvention.PAINTED_EVERYWHERE)
                    .withFillEnclosed(wish.fillEnclosed()))
            .prompt(wish.prompt())
            // A person waits for the model anyway. The journal says where the answer lies.
            .restore(RestoreOptions.DEFAULT.withAlign(Align.REPORT))
            // The page compares with the photo, pixel by pixel.
            .format(OutputFormat.PNG)
            // The ticket lies beside the wish, so that it goes with all else.
            .jobs(JobStore.files(job.folder))
            .listener(job);
    if (takes.references().max() > 0) {
      FurnitureItem item = FurnitureController.find(catalog, wish.furniture());
      request.reference(
          ImageSource.of(catalog.image(item.fileName())).named("reference"),
          LocalReference.of(item));
    }
    if (wish.focus()) {
      request.focus();
    }
    int previews = properties.fusion().previews();
    if (client.providerId().equals(OpenAiProvider.ID) && takes.streaming() && previews > 0) {
      request.options(OpenAiOptions.NONE.withPreviews(previews));
    }
    return request.build();
  }

  /** A job's own copy of the mask. */
  static Path mask(Path result) {
    return result.resolve("mask.png");
  }

  /** What the service's job is taken up by, if it made one as far as is known. */
  static Optional<JobTicket> ticket(Path result) throws IOException {
    return JobStore.files(result).tickets().stream()
        .filter(each -> each.job().isPresent())
        .findFirst();
  }
}
