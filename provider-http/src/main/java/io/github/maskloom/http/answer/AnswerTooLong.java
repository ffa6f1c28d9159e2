package io.github.maskloom.http.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Serial;

/** Says that an answer goes on where no answer does; to a reader of JSON it is broken. */
public final class AnswerTooLong extends JsonProcessingException {
  @Serial private static final long serialVersionUID = 1L;

  public AnswerTooLong(String message) {
    super(message);
  }
}
