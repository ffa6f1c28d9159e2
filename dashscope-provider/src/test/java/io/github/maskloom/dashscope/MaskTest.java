package io.github.maskloom.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.Documented;
import io.github.maskloom.testing.server.JobServer;
import io.github.maskloom.testing.server.JobServer.Stage;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole call: what the service gets of a mask, and what the journal tells. */
class MaskTest {
  private static final UploadLimits SMALL =
      UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg").withMaxSide(150);

  @TempDir private Path folder;

  @Test
  void aSoftMaskIsSentInBlackAndWhiteAtThePhotosSize() throws IOException {
    List<FusionRecord> journal = new CopyOnWriteArrayList<>();
    try (JobServer server = new JobServer(new DashScopeWire());
        FusionClient client =
            FusionClient.open(
                FusionConfig.builder()
                    .provider(config(server))
                    .jobs(JobStore.files(folder.resolve("jobs")))
                    .journal(journal::add)
                    .build());
        FusionResult result = client.fuse(request())) {
      assertThat(result.images()).hasSize(1);

      Object sent = Documented.json(server.calls(Stage.SUBMIT).get(0).body()).get("input");
      BufferedImage photo = image(sent, "base_image_url");
      BufferedImage mask = image(sent, "mask_image_url");
      assertThat(mask.getWidth()).isEqualTo(photo.getWidth()).isEqualTo(150);
      assertThat(mask.getHeight()).isEqualTo(photo.getHeight());
      assertThat(colors(mask)).containsExactlyInAnyOrder(0xFFFFFFFF, 0xFF000000);
    }
    assertThat(journal).hasSize(1);
    assertThat(journal.get(0).toJson())
        .contains(DashScopeProvider.DEFAULT_MODEL)
        .contains("\"ticket\"");
  }

  private static HttpConfig config(JobServer server) {
    Model small = DashScopeFixture.SMALL.withInputLimits(SMALL);
    return DashScopeProvider.config()
        .withApiKey(DashScopeFixture.KEY)
        .withBaseUrl(server.address())
        .withModels(ModelTable.of(small))
        .withRetries(DashScopeFixture.AT_ONCE);
  }

  private static FusionRequest request() throws IOException {
    return FusionRequest.builder(ImageSource.of(drawn(Color.GRAY, Color.BLUE)))
        .mask(ImageSource.of(drawn(Color.BLACK, Color.WHITE)), MaskConvention.WHITE_EDITS)
        .prompt("a chair")
        .restore()
        .build();
  }

  /** From one color to another, with all between. */
  private static byte[] drawn(Color from, Color to) throws IOException {
    BufferedImage image = new BufferedImage(401, 299, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setPaint(new GradientPaint(0, 0, from, 400, 0, to));
    canvas.fillRect(0, 0, 401, 299);
    canvas.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  private static BufferedImage image(@Nullable Object input, String name) throws IOException {
    String url = String.valueOf(((Map<?, ?>) Objects.requireNonNull(input)).get(name));
    byte[] bytes = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static Set<Integer> colors(BufferedImage image) {
    Set<Integer> colors = new TreeSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(image.getRGB(x, y));
      }
    }
    return colors;
  }
}
