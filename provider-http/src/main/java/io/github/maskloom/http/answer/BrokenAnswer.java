package io.github.maskloom.http.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;

/** Tells an answer that cannot be read from a connection or a disk that fails. */
final class BrokenAnswer {
  private BrokenAnswer() {}

  /**
   * What reading an answer failed with. The parser's message may quote the answer, so only the
   * place is told.
   *
   * @param what is read, for the message
   * @return the same unless it is the answer's fault
   * @throws io.github.maskloom.fusion.FusionException if it is
   */
  static IOException of(String what, IOException e, CallErrors errors) {
    if (e instanceof AnswerTooLong tooLong) {
      throw errors.broken(tooLong.getOriginalMessage());
    }
    if (e instanceof StreamConstraintsException) {
      throw errors.broken("a text, name or number, or all of " + what + ", is too long");
    }
    if (e instanceof JsonProcessingException broken) {
      long at = broken.getLocation() == null ? -1 : broken.getLocation().getCharOffset();
      throw errors.broken(what + " is broken JSON, or breaks off, at character " + at);
    }
    if (e instanceof CharConversionException) {
      throw errors.broken(what + " is no text");
    }
    return e;
  }
}
