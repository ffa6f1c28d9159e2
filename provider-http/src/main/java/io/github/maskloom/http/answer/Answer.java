package io.github.maskloom.http.answer;

import java.io.IOException;
import java.io.InputStream;

/** What reads an answer, whatever its status. */
public interface Answer {
  /** Reads JSON, which begins with a brace. */
  void readJson(InputStream in) throws IOException;

  /** Reads events up to the one that says that all is done. */
  void readEvents(InputStream in) throws IOException;
}
