package io.github.maskloom.http.call;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.maskloom.http.call.AnswerBounds.CountedInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads an answer of which only the whole numbers count, by the names of their members. A refusal
 * is read as any is. <b>Threads:</b> confined to one.
 */
public final class NumbersAnswer implements Exchange.Answer {
  private final AnswerImages images;
  private Usage numbers = Usage.NONE;

  /**
   * Makes a reader of one answer.
   *
   * @param images whose bounds hold; an image below a status of failure goes there
   */
  public NumbersAnswer(AnswerImages images) {
    this.images = images;
  }

  /** {@return the whole numbers, once the answer was read} */
  public Map<String, Long> numbers() {
    return numbers.numbers();
  }

  @Override
  public void readJson(InputStream in) throws IOException {
    CallErrors errors = images.errors();
    if (errors.isFailure()) {
      new AnswerReader(images, (url, index) -> images.leave(url)).readJson(in);
      throw errors.broken("the answer is none to the request");
    }
    InputStream bounded = new CountedInput(in, images.bounds()::read);
    try (JsonParser json = AnswerReader.JSON.createParser(bounded)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        numbers = Usage.read(json, UnaryOperator.identity());
      }
    } catch (IOException e) {
      throw AnswerReader.unreadable("the answer", e, errors);
    }
  }

  @Override
  public void readEvents(InputStream in) {
    throw images.errors().broken("the answer is none to the request");
  }
}
