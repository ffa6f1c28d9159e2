package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.examples.studio.http.FrontDoor;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser that follows a job. It is told the latest only once it has taken what it was told
 * before, so a slow one costs no thread and no memory. Threads: safe.
 */
final class FusionFollower implements WriteListener, AsyncListener {
  private final FusionJob job;
  private final AsyncContext context;
  private final JsonMapper json;
  private final Consumer<FusionFollower> forget;
  private final ServletOutputStream out;
  private FusionJob.@Nullable View told;
  private boolean unflushed;
  private boolean ended;

  FusionFollower(
      FusionJob job, AsyncContext context, JsonMapper json, Consumer<FusionFollower> forget)
      throws IOException {
    this.job = job;
    this.context = context;
    this.json = json;
    this.forget = forget;
    out = context.getResponse().getOutputStream();
  }

  void begin() {
    context.addListener(this);
    out.setWriteListener(this);
  }

  @Override
  public void onWritePossible() {
    tellNews();
  }

  /** Sends what is news, as far as the browser takes it now. */
  synchronized void tellNews() {
    try {
      while (!ended && out.isReady() && tellOnce()) {
        // The container calls again once the browser has taken it.
      }
    } catch (IOException | IllegalStateException e) {
      ended = true; // It went away.
      forget.accept(this);
    }
  }

  /** Whether there was anything to tell. */
  private boolean tellOnce() throws IOException {
    FusionJob.View now = job.view();
    if (unflushed) {
      out.flush();
      unflushed = false;
    } else if (!now.equals(told)) {
      out.write(("event:progress\ndata:" + json.writeValueAsString(now) + "\n\n").getBytes(UTF_8));
      unflushed = true;
      told = now;
    } else if (now.isFinal()) {
      end();
    } else {
      return false;
    }
    return true;
  }

  synchronized void end() {
    if (!ended) {
      ended = true;
      context.complete();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    synchronized (this) {
      ended = true;
    }
    forget.accept(this);
    FrontDoor.hangUpNow(context.getRequest());
    context.dispatch();
  }

  @Override
  public void onError(Throwable failure) {
    forget.accept(this);
  }

  @Override
  public void onError(AsyncEvent event) {
    forget.accept(this);
    end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    forget.accept(this);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
