package io.github.maskloom.dashscope;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A session with a service that queues, of a model that takes small images. */
final class DashScopeFixture extends ServiceTrial<JobServer, HttpConfig> {
  static final Documented PAGES = new Documented(DashScopeFixture.class);
  static final String PROMPT = "陶瓷兔子拿着陶瓷小花。";
  static final byte[] PHOTO = TestImages.jpeg(101);
  static final byte[] MASK = TestImages.png(102);

  /** The images here are smaller than the service takes them. */
  static final Model SMALL =
      DashScopeModels.OTHERS
          .withImages(1, 4)
          .withInputLimits(DashScopeModels.OTHERS.images().limits().withMinSide(1));

  DashScopeFixture(Supplier<Path> folder) {
    this(folder, new JobServer(new DashScopeJobContractTest()));
  }

  private DashScopeFixture(Supplier<Path> folder, JobServer server) {
    super(folder, new DashScopeProvider(), server, config(server.address()));
  }

  /** Retries as often as usual, without waiting. */
  static HttpConfig config(URI address) {
    return DashScopeProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withModels(ModelTable.of(SMALL))
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
  }

  @Override
  public DashScopeFixture with(UnaryOperator<HttpConfig> change) {
    super.with(change);
    return this;
  }

  /** A photo and a mask. */
  static ProviderRequest request() {
    return request(DashScopeOptions.NONE);
  }

  static ProviderRequest request(DashScopeOptions options) {
    return request(
        picture(PHOTO, "image/jpeg"), Optional.of(picture(MASK, "image/png")), 1, options);
  }

  static ProviderRequest request(
      ProviderInput.Image photo,
      Optional<ProviderInput.Image> mask,
      int count,
      DashScopeOptions options) {
    return new ProviderRequest(
        photo,
        mask,
        List.of(),
        PROMPT,
        OutputSize.UNSET,
        count,
        RequestOptions.of(List.of(options)));
  }
}
