package io.github.maskloom.http.call;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.call.Exchange.Answer;
import io.github.maskloom.http.call.Exchange.Session;
import io.github.maskloom.http.call.StreamedBody.SendGate;
import io.github.maskloom.http.model.ListedModel;
import io.github.maskloom.http.wire.SafeText;
import io.github.maskloom.http.wire.ServiceError;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Asks a service for its models. Nothing of it is billed, so it is always safe to ask again.
 *
 * @param session that is asked
 */
public record ModelCall(Session session) {
  /** Nobody cancels it, but an interrupt ends it. */
  public static final Cancellation UNTIL_INTERRUPTED =
      new Cancellation() {
        @Override
        public boolean isCancelled() {
          return false;
        }

        @Override
        public Registration onCancel(Runnable action) {
          return () -> {};
        }
      };

  /** No model works for a list, so nobody waits for one as long as for an image. */
  private static final Duration MAX_TIME = Duration.ofMinutes(1);

  /**
   * Asks for the models that an address lists. Blocks for a minute at most.
   *
   * @param url asked by {@code GET}
   * @param headers gives the headers for the request's id that it is handed
   * @param safeText masks the key in messages
   * @param active the call
   * @return in the service's order, without those that have no id
   * @throws FusionException if that fails; its delivery is at most {@code REJECTED}
   * @throws IOException never in practice, since no image is read or written
   */
  public List<ListedModel> models(
      HttpUrl url,
      Function<String, Map<String, String>> headers,
      SafeText safeText,
      ActiveCall active)
      throws IOException {
    Duration asked = session.config().timeouts().call();
    Duration time = asked.compareTo(MAX_TIME) < 0 ? asked : MAX_TIME;
    Exchange.Surroundings around =
        new Exchange.Surroundings(active, Deadline.after(time, session.clock()), session);
    String requestId = active.requestId();
    Request.Builder request = new Request.Builder().url(url).header("Accept", "application/json");
    headers.apply(requestId).forEach(request::header);
    Supplier<CallErrors> errors =
        () -> new CallErrors(session.profile(), safeText, requestId, Optional.empty());
    return new Attempts(around, ProviderListener.NONE)
        .run(requestId, () -> attempt(request.build(), errors.get(), around));
  }

  private List<ListedModel> attempt(
      Request request, CallErrors errors, Exchange.Surroundings around) throws IOException {
    ModelList list = new ModelList(errors);
    try {
      new Exchange(session.http().api(request), new SendGate(), errors, around).run(list);
      return list.models();
    } catch (FusionException e) {
      throw free(e);
    }
  }

  /** Whatever became of it, a list costs no more than what is refused. */
  private static FusionException free(FusionException e) {
    if (e.delivery().compareTo(Delivery.REJECTED) <= 0) {
      return e;
    }
    boolean dear = e.retry().kind() == RetryAdvice.Kind.MAY_BILL_TWICE;
    RetryAdvice advice =
        dear ? new RetryAdvice(RetryAdvice.Kind.SAFE, e.retry().after()) : e.retry();
    return e.with(e.failure().withDelivery(Delivery.REJECTED).withRetry(advice));
  }

  /**
   * Reads an answer that lists models: a JSON object with an array {@code data}, whose elements
   * have an {@code id}, or {@code models}, whose elements have it as their {@code name}.
   * <b>Memory:</b> the parser's buffers and the list. <b>Threads:</b> confined to one.
   */
  private static final class ModelList implements Answer {
    /** A true list has some hundred bytes for each of a few hundred models. */
    private static final int MAX_BYTES = 1 << 20;

    private static final int MAX_MODELS = 1 << 12;

    /** Members that hold the list, and what its elements call their id. */
    private static final Map<String, String> LISTS = Map.of("data", "id", "models", "name");

    private final CallErrors errors;
    private final List<ListedModel> models = new ArrayList<>();

    /** A list of which nothing has come. */
    ModelList(CallErrors errors) {
      this.errors = errors;
    }

    /** The models, in the service's order. */
    List<ListedModel> models() {
      return List.copyOf(models);
    }

    @Override
    public void readEvents(InputStream in) {
      throw errors.broken("the answer is not a list of models");
    }

    @Override
    public void readJson(InputStream in) throws IOException {
      boolean listed = false;
      Optional<ServiceError> error = Optional.empty();
      try (JsonParser json = AnswerReader.JSON.createParser(bytes(in))) {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          JsonToken value = json.nextToken();
          if (LISTS.containsKey(field) && value == JsonToken.START_ARRAY) {
            readModels(json, LISTS.get(field));
            listed = true;
          } else if (field.equals("error")) {
            error = ServiceErrorReader.read(json, errors.profile().answers());
          } else {
            json.skipChildren();
          }
        }
      } catch (IOException e) {
        throw AnswerReader.unreadable("the list of models", e, errors);
      }
      if (error.isPresent()) {
        throw errors.ofError(error.get(), true);
      }
      if (!listed || errors.isFailure()) {
        throw errors.broken("the answer is not a list of models");
      }
    }

    private byte[] bytes(InputStream in) throws IOException {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw errors.broken("the list of models has more than " + MAX_BYTES + " bytes");
      }
      return bytes;
    }

    private void readModels(JsonParser json, String idField) throws IOException {
      for (JsonToken each = json.nextToken();
          each != JsonToken.END_ARRAY;
          each = json.nextToken()) {
        take(ServiceErrorReader.texts(json, Set.of("id", "name", "status")), idField);
      }
    }

    /** What has no id is no model that can be asked for. */
    private void take(Map<String, String> texts, String idField) {
      String id = errors.name(texts.getOrDefault(idField, ""));
      if (id.isEmpty()) {
        return;
      }
      if (models.size() == MAX_MODELS) {
        throw errors.broken("the list has more than " + MAX_MODELS + " models");
      }
      models.add(
          new ListedModel(
              id,
              shown(Optional.ofNullable(texts.get("name")).filter(said -> idField.equals("id"))),
              shown(Optional.ofNullable(texts.get("status")))));
    }

    private Optional<String> shown(Optional<String> text) {
      return text.map(errors::name).filter(said -> !said.isEmpty());
    }
  }
}
