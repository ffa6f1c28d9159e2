package io.github.maskloom.dashscope;

import io.github.maskloom.testing.server.JobServer;
import java.net.URI;
import java.util.Optional;

/** How the service writes of its tasks. */
final class DashScopeWire implements JobServer.Wire {
  @Override
  public String accepted(String id, URI service) {
    return waiting(id);
  }

  @Override
  public String waiting(String id) {
    return state(id, "PENDING");
  }

  static String state(String id, String state) {
    return DashScopeFixture.PAGES.example("pending.json", "TASK", id, "PENDING", state);
  }

  @Override
  public String done(String id, URI image) {
    return DashScopeFixture.PAGES.example("succeeded.json", "TASK", id, "IMAGE", image.toString());
  }

  static String failed(String id, String code, String words) {
    return DashScopeFixture.PAGES.example(
        "failed.json", "TASK", id, "InvalidParameter", code, "WORDS", words);
  }

  @Override
  public boolean isCancel(String method, String path) {
    return method.equals("POST") && path.endsWith("/cancel");
  }

  @Override
  public Optional<String> cancelled(String id) {
    return Optional.of(state(id, "CANCELED"));
  }
}
