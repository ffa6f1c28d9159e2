package io.github.maskloom.openai;

import io.github.maskloom.http.wire.AnswerRules;

/**
 * What the events of an edit say. Their names begin with {@code image_edit.}, and with {@code
 * image_generation.} from some servers. They do not say which of several images they are about.
 */
final class OpenAiAnswerRules implements AnswerRules {
  /** Some gateways send blanks for as long as a model draws. */
  private static final int MAX_LEADING_BLANKS = 1 << 16;

  private final OpenAiDialect dialect;

  OpenAiAnswerRules(OpenAiDialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public Event event(String type, boolean error) {
    if (error || type.equals("error")) {
      return Event.ERROR;
    }
    if (!isType(type)) {
      return Event.OTHER;
    }
    return switch (type.substring(type.indexOf('.') + 1)) {
      case "completed" -> Event.IMAGE;
      case "partial_image" -> Event.PREVIEW;
      default -> Event.OTHER;
    };
  }

  @Override
  public boolean isType(String name) {
    return name.startsWith("image_edit.") || name.startsWith("image_generation.");
  }

  @Override
  public boolean inOrder() {
    return true;
  }

  @Override
  public boolean endsWithEvent() {
    return false;
  }

  @Override
  public boolean errorIsText() {
    return dialect == OpenAiDialect.SD_SERVER;
  }

  @Override
  public int maxLeadingBlanks() {
    return MAX_LEADING_BLANKS;
  }
}
