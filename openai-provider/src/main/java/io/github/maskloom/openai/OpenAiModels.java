package io.github.maskloom.openai;

import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.openai.OpenAiModel.SizeGrid;
import io.github.maskloom.openai.OpenAiOptions.FileFormat;
import io.github.maskloom.openai.OpenAiOptions.InputFidelity;
import io.github.maskloom.openai.OpenAiOptions.Quality;
import io.github.maskloom.prepare.UploadLimits;
import java.time.LocalDate;

/** The families of models whose limits are known. Requests to other models are sent as they are. */
public final class OpenAiModels {
  private static final long MEGABYTE = 1_000_000;
  private static final long MAX_OUTPUT_PIXELS = 8_294_400;

  /** Images go in as PNG, since the service's texts disagree on masks beside other formats. */
  static final UploadLimits INPUT =
      UploadLimits.NONE.withMediaTypes("image/png").withMaxBytes(50 * MEGABYTE - 1);

  /** The smaller of the two limits that the service's texts have. */
  static final UploadLimits MASK =
      UploadLimits.NONE.withMediaTypes("image/png").withMaxBytes(4 * MEGABYTE - 1);

  private static final OpenAiModel GPT_IMAGE_2 =
      OpenAiModel.builder("GPT image 2")
          .ids("gpt-image-2", "gpt-image-2-2026-04-21")
          .images(16, 10)
          .streaming(true)
          .qualities(Quality.AUTO, Quality.LOW, Quality.MEDIUM, Quality.HIGH)
          .formats(FileFormat.PNG, FileFormat.JPEG, FileFormat.WEBP)
          .namedSizes("auto")
          .grid(new SizeGrid(16, 3840, 3, 655_360, MAX_OUTPUT_PIXELS))
          .inputLimits(INPUT.withMaxPixels(MAX_OUTPUT_PIXELS).withMaxAspectRatio(3))
          .build();

  private static final OpenAiModel GPT_IMAGE_2_5 =
      GPT_IMAGE_2.toBuilder("GPT image 2.5")
          .ids(
              "gpt-image-2.5-sunburst",
              "gpt-image-2.5-flare",
              "gpt-image-2.5-sunburst-2026-09-08",
              "gpt-image-2.5-flare-2026-09-08")
          .qualities(Quality.values())
          .markup(true)
          .build();

  private static final OpenAiModel GPT_IMAGE_2_6 =
      GPT_IMAGE_2_5.toBuilder("GPT image 2.6")
          .ids("gpt-image-2.6-sunburst", "gpt-image-2.6-flare")
          .formats(FileFormat.values())
          .complexity(true)
          .build();

  private static final OpenAiModel GPT_IMAGE_1_5 =
      OpenAiModel.builder("GPT image 1.5")
          .ids("gpt-image-1.5", "chatgpt-image-latest")
          .images(16, 10)
          .streaming(true)
          .qualities(Quality.AUTO, Quality.LOW, Quality.MEDIUM, Quality.HIGH)
          .formats(FileFormat.PNG, FileFormat.JPEG, FileFormat.WEBP)
          .fidelities(InputFidelity.values())
          .namedSizes("auto", "1024x1024", "1536x1024", "1024x1536")
          .build();

  private static final OpenAiModel GPT_IMAGE_1_MINI =
      GPT_IMAGE_1_5.toBuilder("GPT image 1 mini")
          .ids("gpt-image-1-mini")
          .fidelities(InputFidelity.LOW)
          .build();

  private static final OpenAiModel GPT_IMAGE_1 =
      GPT_IMAGE_1_5.toBuilder("GPT image 1")
          .ids("gpt-image-1")
          .retired(LocalDate.of(2026, 10, 23))
          .build();

  private static final OpenAiModel STABLE_DIFFUSION =
      OpenAiModel.builder("sd-server")
          .ids("sd-cpp-local")
          .images(16, 10)
          .formats(FileFormat.PNG, FileFormat.JPEG)
          .grid(new SizeGrid(64, 4096, 8, 64 * 64, 16_777_216))
          .inputLimits(
              UploadLimits.NONE
                  .withMediaTypes("image/png", "image/jpeg")
                  .withMaxPixels(2_097_152)
                  .withMaxAspectRatio(8))
          .maskLimits(UploadLimits.NONE.withMediaTypes("image/png"))
          .build();

  /** OpenAI's models, as documented in November 2026. */
  public static final ModelTable<OpenAiModel> KNOWN =
      ModelTable.of(
          GPT_IMAGE_2_6,
          GPT_IMAGE_2_5,
          GPT_IMAGE_2,
          GPT_IMAGE_1_5,
          GPT_IMAGE_1_MINI,
          GPT_IMAGE_1,
          STABLE_DIFFUSION);

  private OpenAiModels() {}
}
