package io.github.maskloom.ark;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Serial;

/** Says that an answer goes on where no answer does; to a reader of JSON it is broken. */
final class AnswerTooLong extends JsonProcessingException {
  @Serial private static final long serialVersionUID = 1L;

  AnswerTooLong(String message) {
    super(message);
  }
}
