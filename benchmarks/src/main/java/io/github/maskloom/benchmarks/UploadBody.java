package io.github.maskloom.benchmarks;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.Okio;

/**
 * A call of Ark from the request to the last byte of its body, JSON with a PNG twice in it as a
 * data URL. Where the connection would begin the body is thrown away, and a short answer is given.
 * The checks of size and shape are off: no model takes images so tall.
 */
record UploadBody(HttpConfig ark, ProviderRequest request) implements Work {
  private static final MediaType JSON = MediaType.get("application/json");

  /** An image of which only the first eight bytes came, which are enough for a PNG here. */
  private static final String ANSWER = "{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}";

  static UploadBody of(Path png) throws IOException {
    OkHttpClient answering = new OkHttpClient.Builder().addInterceptor(UploadBody::answer).build();
    HttpConfig ark =
        ArkProvider.config().withApiKey("benchmark").withHttpClient(answering).withChecks(false);
    // The sides are told to checks only, which are off.
    ProviderInput.Image image =
        new ProviderInput.Image(ImageSource.of(png), "image/png", 1, 1, Files.size(png));
    return new UploadBody(
        ark,
        new ProviderRequest(
            image,
            Optional.empty(),
            List.of(image),
            "Put the sofa of image 2 where image 1 is painted blue.",
            OutputSize.UNSET,
            1,
            RequestOptions.NONE));
  }

  /** {@return the length of the body in bytes} */
  @Override
  public Long run() throws IOException {
    Call call = new Call();
    try (ProviderSession session = new ArkProvider().open(ark)) {
      session.fuse(request, call);
    }
    return call.uploadedBytes;
  }

  private static Response answer(Interceptor.Chain chain) throws IOException {
    RequestBody body = Objects.requireNonNull(chain.request().body());
    try (BufferedSink sink = Okio.buffer(Okio.sink(OutputStream.nullOutputStream()))) {
      body.writeTo(sink);
    }
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create(ANSWER, JSON))
        .build();
  }

  /** Is never cancelled, throws its images away, and counts what was sent. */
  private static final class Call implements ProviderCall, ProviderCall.Cancellation {
    private long uploadedBytes;

    @Override
    public void uploading(long bytes, long totalBytes) {
      uploadedBytes = bytes;
    }

    @Override
    public Cancellation cancellation() {
      return this;
    }

    @Override
    public Registration onCancel(Runnable action) {
      return () -> {};
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public ImageTarget image(int index) {
      return ImageTarget.of(OutputStream.nullOutputStream());
    }

    @Override
    public void imageFailed(int index, FusionException failure) {
      throw failure;
    }
  }
}
