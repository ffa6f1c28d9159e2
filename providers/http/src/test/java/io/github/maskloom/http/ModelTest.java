package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.model.Allowed;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model takes is said once, as data, and holds for capabilities and refusals. */
class ModelTest {
  private static final UploadLimits LIMITS =
      new UploadLimits(Set.of("image/png"), 1000, 40_000, 300, 10, 4);

  private static final Model PENCIL =
      Model.of("Pencil", "pencil-1", "pencil-2")
          .withImages(3, 2)
          .withInputLimits(LIMITS)
          .withSizes(Sizes.of("S", "M").withPixels(256, 65_536, 2).withSides(16, 256))
          .withField("stream", Allowed.ANY)
          .withField("prompt", Allowed.chars(1, 10))
          .withField("steps", Allowed.range(1.5, 50))
          .withField("output_format", Allowed.of("png", "jpeg"))
          .withField("shade.mode", Allowed.of("soft"))
          .withFields(Allowed.NONE, "seed", "quality")
          .when("output_format", "jpeg", model -> model.withField("quality", Allowed.range(0, 100)))
          .when("layers", true, model -> model.withImages(1, 1));

  private final Image photo = picture("image/png", 100, 80, 1000);

  @Test
  void saysWhatAProviderCanDo() {
    ProviderCapabilities able = PENCIL.capabilities(Map.of());

    assertThat(able.references().max()).isEqualTo(2);
    assertThat(able.maxImages()).isEqualTo(2);
    assertThat(able.streaming()).isTrue();
    assertThat(able.promptNeeded()).isTrue();
    assertThat(able.sizes().names()).containsExactly("S", "M");
    assertThat(able.sizes().anyName()).isFalse();
    assertThat(able.sizes().multiple()).isEqualTo(16);
    assertThat(able.sizes().minPixels()).isEqualTo(256);
    assertThat(able.sizes().maxPixels()).isEqualTo(65_536);
    assertThat(able.sizes().maxAspectRatio()).isEqualTo(2);
    assertThat(able.inputLimits()).isEqualTo(LIMITS.withMaxSide(256));
    assertThat(able.maskLimits()).isEqualTo(PENCIL.images().mask());
  }

  @Test
  void canDoOtherThingsInAMode() {
    ProviderCapabilities able = PENCIL.capabilities(Map.of("layers", true));

    assertThat(able.references().max()).isZero();
    assertThat(able.maxImages()).isEqualTo(1);
  }

  @Test
  void doesLittleUnlessItIsSaid() {
    ProviderCapabilities able = Model.of("plain").capabilities(Map.of());

    assertThat(able.references().max()).isZero();
    assertThat(able.maxImages()).isEqualTo(1);
    assertThat(able.streaming()).isFalse();
    assertThat(able.promptNeeded()).isFalse();
    assertThat(able.sizes().inPixels()).isFalse();
    assertThat(able.sizes().names()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps | 1 | steps: 1, but only 1.5 to 50 (Pencil)",
        "steps | 51 | steps: 51, but only 1.5 to 50 (Pencil)",
        "output_format | webp | output_format: webp, but only png, jpeg (Pencil)",
        "seed | 7 | seed is not supported (Pencil)",
        "quality | 7 | quality is not supported, only with output_format jpeg (Pencil)",
        "prompt | more than ten | prompt: 13 characters, but only 1 to 10 (Pencil)"
      })
  void namesTheFieldWhatWasAskedAndWhatIsTaken(String field, String value, String why) {
    Object asked = value.matches("[0-9]+") ? Integer.valueOf(value) : value;

    assertThat(PENCIL.refusal(Map.of(field, asked))).contains(why);
  }

  @Test
  void repeatsNothingThatSomebodyMayHaveWritten() {
    assertThat(PENCIL.refusal(Map.of("output_format", "a velvet sofa")))
        .contains("output_format: the value, but only png, jpeg (Pencil)");
    assertThat(PENCIL.refusal(Map.of("steps", List.of("velvet"))))
        .contains("steps: the value, but only 1.5 to 50 (Pencil)");
  }

  @Test
  void takesTheEndsOfARange() {
    assertThat(PENCIL.refusal(Map.of("steps", 1.5))).isEmpty();
    assertThat(PENCIL.refusal(Map.of("steps", 50))).isEmpty();
    assertThat(PENCIL.refusal(Map.of("steps", "50"))).isPresent();
    assertThat(PENCIL.refusal(Map.of("prompt", "沙发😀".repeat(3)))).isEmpty();
  }

  @Test
  void takesWhatAModeAllows() {
    assertThat(PENCIL.refusal(Map.of("output_format", "jpeg", "quality", 100))).isEmpty();
    assertThat(PENCIL.refusal(Map.of("output_format", "jpeg", "quality", 101)))
        .contains("quality: 101, but only 0 to 100 (Pencil with output_format jpeg)");
  }

  @Test
  void looksIntoObjects() {
    assertThat(PENCIL.refusal(Map.of("shade", Map.of("mode", "hard", "depth", 3))))
        .contains("shade.mode: hard, but only soft (Pencil)");
    assertThat(PENCIL.refusal(Map.of("shade", "hard"))).isEmpty();
  }

  @Test
  void lessSaidIsLessChecked() {
    assertThat(PENCIL.refusal(Map.of("newer", List.of("than", "we")))).isEmpty();
  }

  @Test
  void isReportedRetiredUnderSomeOfItsIds() {
    Retirement report = Retirement.since("2026-11-24", "pencil-2");
    Model retired = PENCIL.withRetirement(report, "pencil-1");

    assertThat(retired.retirement("pencil-1")).contains(report);
    assertThat(retired.retirement("pencil-2")).isEmpty();
    assertThat(retired.withIds("pencil-2").retirement("pencil-1")).isEmpty();
    assertThat(PENCIL.withRetirement(report).retirement("pencil-2")).contains(report);
    assertThat(report).hasToString("since 2026-11-24; in its place: pencil-2");
  }

  @Test
  void isPutInPlaceOfAnother() {
    ModelTable known = ModelTable.of(PENCIL);
    Model wider = PENCIL.withImages(20, 2);

    assertThat(known.with(wider).find("pencil-1")).contains(wider);
    assertThat(known.find("pencil-1")).contains(PENCIL);
    assertThat(known.find("brush")).isEmpty();
    assertThat(wider.withImages(3, 2)).isEqualTo(PENCIL);
  }

  @Test
  void hasAnImageOrNone() {
    assertThatThrownBy(() -> PENCIL.withImages(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PENCIL.withImages(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sizes.NONE.withPixels(2, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesARequestThatKeepsToIt() {
    assertThatCode(() -> check(request(photo, 2, photo))).doesNotThrowAnyException();
  }

  @Test
  void refusesImagesBeyondTheirLimits() {
    refuses(request(picture("image/gif", 100, 80, 9), 0), "the photo is image/gif, but only");
    refuses(request(picture("image/png", 100, 80, 1001), 0), "1001 bytes, at most 1000");
    refuses(request(picture("image/png", 250, 200, 9), 0), "50000 pixels, at most 40000");
    refuses(request(picture("image/png", 301, 80, 9), 0), "301x80, but sides are 10 to 300");
    refuses(request(picture("image/png", 30, 9, 9), 0), "30x9, but sides are 10 to 300");
    refuses(request(picture("image/png", 200, 40, 9), 0), "sides' ratio at most 4.0");
  }

  @Test
  void refusesAMaskOfAnotherSize() {
    refuses(request(photo, 0, picture("image/png", 99, 80, 9)), "does not have the photo's size");
  }

  @Test
  void refusesTooManyImages() {
    refuses(request(photo, 3), "3 references, but at most 2");
    Model none = PENCIL.withImages(0, 1);

    assertThatThrownBy(() -> check(none, request(photo, 0), Map.of()))
        .hasMessageContaining("image: 1 images go in, the photo among them; at most 0 (Pencil)");
  }

  private static void refuses(ProviderRequest request, String rule) {
    assertThatThrownBy(() -> check(request))
        .isInstanceOfSatisfying(
            FusionRequestException.class,
            e -> assertThat(e.delivery()).isEqualTo(Delivery.NOT_SENT))
        .hasMessageContaining(rule);
  }

  private static void check(ProviderRequest request) {
    PENCIL.capabilities(Map.of()).check("mine", request);
    check(PENCIL, request, Map.of("steps", 2));
  }

  private static void check(Model model, ProviderRequest request, Map<String, Object> asked) {
    new ModelAccess<>(QueueProvider.config(), request, ModelOptionsTest.NONE)
        .check(model, request, asked);
  }

  private static ProviderRequest request(Image photo, int references, Image... masks) {
    return new ProviderRequest(
        photo,
        List.of(masks).stream().findFirst(),
        Collections.nCopies(references, (ProviderInput) photo),
        "a sofa",
        OutputSize.UNSET,
        1,
        RequestOptions.NONE);
  }

  private static Image picture(String type, int width, int height, long bytes) {
    return new Image(ImageSource.of(new byte[0]), type, width, height, bytes);
  }
}
