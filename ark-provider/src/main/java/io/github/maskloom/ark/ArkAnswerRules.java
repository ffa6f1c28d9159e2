package io.github.maskloom.ark;

import io.github.maskloom.http.wire.AnswerRules;

/** What Ark's events say. */
final class ArkAnswerRules implements AnswerRules {
  private static final String FAMILY = "image_generation.";

  @Override
  public Event event(String type, boolean error) {
    return switch (type) {
      case FAMILY + "partial_succeeded" -> Event.IMAGE;
      case FAMILY + "partial_failed" -> Event.FAILED;
      case FAMILY + "completed" -> Event.END;
      case "error" -> Event.ERROR;
      case "" -> error ? Event.ERROR : Event.OTHER;
      default -> Event.OTHER; // The service grows: what is not known is not needed.
    };
  }

  @Override
  public boolean isType(String name) {
    return name.startsWith(FAMILY);
  }

  @Override
  public boolean inOrder() {
    return false;
  }

  @Override
  public boolean endsWithEvent() {
    return true;
  }
}
