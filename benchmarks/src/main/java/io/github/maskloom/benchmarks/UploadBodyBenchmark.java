package io.github.maskloom.benchmarks;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
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
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A call of Ark from the request to the last byte of its body, JSON with a PNG scene and a JPEG
 * reference in it as data URLs. Where the connection would begin the body is thrown away, and a
 * short answer is given. The checks of size and shape are off: no model takes images so tall.
 */
public class UploadBodyBenchmark extends SmallHeap {
  private static final MediaType JSON = MediaType.get("application/json");

  /** An image of which only the first eight bytes came, which are enough for a PNG here. */
  private static final String ANSWER = "{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}";

  private final ProviderSession session =
      new ArkProvider()
          .open(
              ArkProvider.config()
                  .withApiKey("benchmark")
                  .withHttpClient(
                      new OkHttpClient.Builder()
                          .addInterceptor(UploadBodyBenchmark::answer)
                          .build())
                  .withChecks(false));

  /**
   * Writes the body.
   *
   * @param photos the files to work on
   * @return the length of the body in bytes
   * @throws IOException if a photo cannot be read
   */
  @Benchmark
  public long write(Photos photos) throws IOException {
    ProviderRequest request =
        new ProviderRequest(
            picture(photos.png(), "image/png"),
            Optional.empty(),
            List.of(picture(photos.jpeg(), "image/jpeg")),
            "Put the sofa of image 2 where image 1 is painted blue.",
            OutputSize.UNSET,
            1,
            RequestOptions.NONE);
    DiscardingCall call = new DiscardingCall();
    session.fuse(request, call);
    return call.uploadedBytes();
  }

  /** The sides are told to checks only, which are off. */
  private static ProviderInput.Image picture(Path file, String mediaType) throws IOException {
    return new ProviderInput.Image(ImageSource.of(file), mediaType, 1, 1, Files.size(file));
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

  /**
   * Ends the session.
   *
   * @throws IOException never: nothing is open
   */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    session.close();
  }
}
