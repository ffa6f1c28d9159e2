package io.github.maskloom.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.http.call.ActiveCall;
import io.github.maskloom.http.call.AnswerBounds;
import io.github.maskloom.http.call.AnswerImages;
import io.github.maskloom.http.call.CallErrors;
import io.github.maskloom.http.call.Exchange;
import io.github.maskloom.http.call.Exchange.Answer;
import io.github.maskloom.http.call.Exchange.Session;
import io.github.maskloom.http.call.Exchange.Surroundings;
import io.github.maskloom.http.call.StreamedBody;
import io.github.maskloom.http.call.StreamedBody.SendGate;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.text.SafeText;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all requests of one call have in common. <b>Threads:</b> confined to one. */
class ServiceCall {
  static final Logger LOG = LoggerFactory.getLogger(ServiceCall.class);

  final ServiceAccess access;
  final ProviderCall call;
  final Surroundings around;
  final Session session;
  final ActiveCall active;
  final String requestId;
  String key;

  /** A request, with its body as it is sent. */
  record Sent(ImageRequest request, List<BodyPart> parts) {}

  ServiceCall(ServiceAccess access, String key, ProviderCall call, Surroundings around) {
    this.access = access;
    this.key = key;
    this.call = call;
    this.around = around;
    session = around.session();
    active = around.active();
    requestId = active.requestId();
  }

  final SafeText text() {
    List<String> secrets = new ArrayList<>(access.secrets());
    secrets.add(key);
    return new SafeText(secrets, access.words(), access.model().stream().toList());
  }

  final CallErrors errors(Optional<Retirement> retirement) {
    return new CallErrors(session.profile(), text(), requestId, retirement);
  }

  final AnswerImages images(CallErrors errors, int previews, long maxIdleBytes) {
    int taken = access.imagesTaken();
    long maxImage = session.config().maxImageBytes();
    AnswerBounds bounds = new AnswerBounds(taken * (1 + previews), maxImage, maxIdleBytes);
    return new AnswerImages(call, errors, taken, previews, bounds);
  }

  final Request headed(Request.Builder request) {
    ServiceProfile profile = session.profile();
    profile.headers().forEach(request::header);
    if (!key.isEmpty()) {
      boolean schemed = profile.keyHeader().equals("Authorization");
      request.header(profile.keyHeader(), schemed ? profile.keyScheme() + " " + key : key);
    }
    request.header("X-Client-Request-Id", requestId);
    return request.header("Accept", "application/json").build();
  }

  /** Sends a request that may cost something, and has the answer read. */
  final void send(Sent sent, CallErrors errors, Answer answer) throws IOException {
    if (session.profile().keysLive().isEmpty()) {
      call.sending(requestId);
      post(sent, "", Map.of(), errors, answer);
    } else {
      call.sending(requestId, hash(sent));
      post(sent, "", Map.of("Idempotency-Key", requestId), errors, answer);
    }
  }

  /** SHA-256 of where a request goes, and of what it says. */
  private String hash(Sent sent) throws IOException {
    HashingOutputStream hashed =
        new HashingOutputStream(Hashing.sha256(), OutputStream.nullOutputStream());
    hashed.write((below(sent.request.path()) + "\n").getBytes(UTF_8));
    for (BodyPart part : sent.parts) {
      part.writeTo(hashed);
    }
    return hashed.hash().toString();
  }

  /** Sends a request with a query and some headers more, and has the answer read. */
  final void post(
      Sent sent, String query, Map<String, String> headers, CallErrors errors, Answer answer)
      throws IOException {
    SendGate gate = new SendGate();
    MediaType type = MediaType.get(sent.request.contentType());
    StreamedBody body = new StreamedBody(type, sent.parts, call, gate);
    HttpUrl url = below(sent.request.path() + query);
    LOG.debug("call {} sends {} bytes to {}", requestId, body.contentLength(), url.host());
    Request.Builder post = headed(new Request.Builder().url(url).post(body)).newBuilder();
    sent.request.ownHeaders().forEach(post::header);
    headers.forEach(post::header);
    new Exchange(session.http().api(post.build()), gate, errors, around).run(answer);
  }

  /** What lies below the service's address. */
  final HttpUrl below(String path) {
    String base = session.base().toString();
    return HttpUrl.get(base.replaceFirst("/?$", "/") + path.replaceFirst("^/", ""));
  }

  static ProviderResponse response(
      List<String> ids, CallErrors errors, Map<String, Long> usage, Optional<String> model) {
    List<String> served = errors.serverRequestId().stream().toList();
    ProviderResponse response = ProviderResponse.NONE.withRequestIds(ids, served).withUsage(usage);
    return model.map(response::withModel).orElse(response);
  }
}
