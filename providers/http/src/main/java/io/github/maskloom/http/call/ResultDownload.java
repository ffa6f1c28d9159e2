package io.github.maskloom.http.call;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.http.call.Attempts.RetryPolicy;
import io.github.maskloom.http.call.Exchange.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one image from its link. The link is signed, so nothing but itself is sent, in particular
 * no key. If the connection breaks, it goes on where it stopped, twice at most. A few redirects are
 * followed, but none from https to http. <b>Memory:</b> 64 KiB. <b>Threads:</b> confined to one.
 */
public final class ResultDownload {
  private static final int MAX_ATTEMPTS = 3;
  private static final int MAX_REDIRECTS = 3;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");

  private final AnswerImages images;
  private final CallErrors errors;
  private final Surroundings around;
  private final int index;
  private final HttpUrl url;

  private @Nullable IncomingImage incoming;

  /** Whether the same link will fail again. */
  private boolean hopeless;

  private long received;
  private long total = -1;
  private String entityTag = "";

  private ResultDownload(AnswerImages images, Surroundings around, int index, HttpUrl url) {
    this.images = images;
    errors = images.errors();
    this.around = around;
    this.index = index;
    this.url = url;
  }

  /**
   * Fetches an image and hands it over, or notes why it failed.
   *
   * @param images take the image
   * @param around the call
   * @param link as the answer has it
   * @param index of the image in the answer, from 0
   * @throws LocalFailure if it cannot be written here
   * @throws CancelledException if the call ended meanwhile
   */
  public static void fetch(AnswerImages images, Surroundings around, String link, int index)
      throws IOException {
    HttpUrl url = HttpUrl.parse(link);
    if (url == null) {
      images.fail(index, "the link of an image is not a link");
    } else {
      new ResultDownload(images, around, index, url).fetch();
    }
  }

  private void fetch() throws LocalFailure {
    try {
      int attempt = 1;
      while (!isOver(attempt)) {
        attempt++;
      }
    } finally {
      dropIncoming();
    }
  }

  /** Whether the image came, or will not come. */
  private boolean isOver(int attempt) throws LocalFailure {
    try {
      Optional<HttpUrl> next = Optional.of(url);
      for (int redirects = 0; next.isPresent(); redirects++) {
        if (redirects > MAX_REDIRECTS) {
          throw hopeless("the image's link redirects too often", 0);
        }
        next = ask(next.get());
      }
      return true;
    } catch (FusionException e) {
      boolean inVain = hopeless || e.retry().kind() == RetryAdvice.Kind.NEVER;
      boolean over = inVain || attempt == MAX_ATTEMPTS || around.deadline().passed();
      if (over) {
        images.fail(index, () -> e);
      }
      return over;
    }
  }

  /** Where else the image is said to be; empty if it came. */
  private Optional<HttpUrl> ask(HttpUrl at) throws LocalFailure {
    if (!isAllowed(at.host())) {
      throw strange(at.host());
    }
    int status = 0;
    Call call = around.session().http().download(request(at));
    call.timeout().timeout(around.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS);
    Cancellation.Registration ends = around.active().onEnd(call::cancel);
    try (ends;
        Response response = call.execute()) {
      status = response.code();
      return response.isRedirect() ? Optional.of(elsewhere(response)) : take(response);
    } catch (IOException e) {
      around.active().endIfInterrupted();
      around.active().throwIfEnded(Delivery.ACCEPTED);
      if (e instanceof LocalFailure local) {
        throw local;
      }
      throw errors.lostImage(at.host(), received, status, e, around.deadline());
    }
  }

  private boolean isAllowed(String host) {
    Set<String> hosts = around.session().config().downloadHosts();
    return hosts.isEmpty()
        || hosts.stream().anyMatch(each -> host.equals(each) || host.endsWith("." + each));
  }

  private FusionException strange(String host) {
    return new FusionAccessException(
        "the image's link leads to %s, which is not among HttpConfig.downloadHosts"
            .formatted(errors.name(host)),
        errors.accepted(0).withRetry(RetryAdvice.NEVER));
  }

  private Request request(HttpUrl at) {
    Request.Builder request = new Request.Builder().url(at).header("Accept-Encoding", "identity");
    // Nobody could tell whether a part belongs to what came of an image of no known length and tag.
    if (received > 0 && (total >= 0 || !entityTag.isEmpty())) {
      request.header("Range", "bytes=" + received + "-");
      if (!entityTag.isEmpty()) {
        request.header("If-Range", entityTag);
      }
    }
    return request.build();
  }

  private Optional<HttpUrl> take(Response response) throws IOException {
    boolean further = received > 0 && (response.code() == 206 || response.code() == 416);
    if (further && !goesOn(response)) {
      received = 0;
      throw new FusionTransportException(
          "the image at " + errors.name(url.host()) + " changed on the way", errors.accepted());
    }
    if (!further) {
      begin(response);
    }
    receive(response.body().byteStream());
    return Optional.empty();
  }

  private void begin(Response response) throws LocalFailure {
    if (response.code() != 200) {
      throw refusal(response.code());
    }
    dropIncoming();
    received = 0;
    total = response.body().contentLength();
    String tag = response.header("ETag", "");
    entityTag = tag == null || tag.startsWith("W/") ? "" : tag;
    if (total > images.bounds().maxImageBytes()) {
      throw tooLarge();
    }
  }

  private HttpUrl elsewhere(Response response) {
    HttpUrl at = response.request().url();
    return Optional.ofNullable(at.resolve(String.valueOf(response.header("Location"))))
        .filter(place -> place.isHttps() || !at.isHttps())
        .orElseThrow(() -> refusal(response.code()));
  }

  private boolean goesOn(Response response) {
    Matcher range = CONTENT_RANGE.matcher(String.valueOf(response.header("Content-Range")));
    boolean here =
        response.code() == 206 && range.matches() && Long.parseLong(range.group(1)) == received;
    boolean sameLength =
        here && (total < 0 || range.group(2).equals("*") || range.group(2).equals("" + total));
    String tag = response.header("ETag");
    boolean sameTag = entityTag.isEmpty() || tag == null || tag.equals(entityTag);
    return sameLength && sameTag;
  }

  private void receive(InputStream in) throws IOException {
    IncomingImage image = incoming == null ? images.begin(index) : incoming;
    incoming = image;
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      image.write(buffer, 0, count);
      received += count;
      if (received > images.bounds().maxImageBytes()) {
        throw tooLarge();
      }
    }
    if (total >= 0 && received != total) {
      throw new FusionTransportException(
          "the image ended after " + received + " of " + total + " bytes", errors.accepted());
    }
    images.finish(image);
  }

  private void dropIncoming() throws LocalFailure {
    if (incoming != null) {
      incoming.close();
      incoming = null;
    }
  }

  private FusionException tooLarge() {
    return hopeless("the image has more than " + images.bounds().maxImageBytes() + " bytes", 200);
  }

  private FusionException refusal(int status) {
    String reason =
        switch (status) {
          case 403 -> "its host refuses it: links expire, and are valid only unchanged";
          case 404, 410 -> "it is gone";
          default -> "its host answers with status " + status;
        };
    String message = "the image cannot be fetched: " + reason;
    return RetryPolicy.isTemporary(status) ? failure(message, status) : hopeless(message, status);
  }

  /** The link is not asked again; another call would get another one. */
  private FusionException hopeless(String message, int status) {
    hopeless = true;
    return failure(message, status);
  }

  private FusionException failure(String message, int status) {
    return new FusionServiceException(message, errors.accepted(status));
  }
}
