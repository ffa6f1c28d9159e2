package io.github.maskloom.examples.studio.http;

import java.net.URI;

/** The kinds of problem that the studio tells of. The page has words for each, by its code. */
public enum ProblemType {
  TOO_LARGE("too-large"),
  TOO_SLOW("too-slow"),
  UNSUPPORTED_TYPE("unsupported-type"),
  BAD_PICTURE("bad-picture"),
  NOTHING_PAINTED("nothing-painted"),
  OPAQUE_MASK("opaque-mask"),
  NOT_PAINTED("not-painted"),
  NOT_FOUND("not-found"),
  OVERLOADED("overloaded"),
  STORAGE_FULL("storage-full"),
  VISITOR_FULL("visitor-full"),
  CONTENT_REFUSED("content-refused"),
  SERVICE_ACCOUNT("service-account"),
  SERVICE_DOWN("service-down"),
  BAD_REQUEST("bad-request"),
  BAD_JSON("bad-json"),
  WRONG_HOST("wrong-host"),
  FOREIGN_ORIGIN("foreign-origin"),
  INTERNAL("internal");

  private final String code;

  ProblemType(String code) {
    this.code = code;
  }

  /** The last part of its URN. */
  public String code() {
    return code;
  }

  URI urn() {
    return URI.create("urn:maskloom:problem:" + code);
  }
}
