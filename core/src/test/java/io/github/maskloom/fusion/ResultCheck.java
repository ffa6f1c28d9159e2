package io.github.maskloom.fusion;

import java.io.IOException;

/** What a test makes sure of while a result is open. */
interface ResultCheck {
  void accept(FusionResult result) throws IOException;
}
