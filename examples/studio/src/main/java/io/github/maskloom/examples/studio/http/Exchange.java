package io.github.maskloom.examples.studio.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Bytes that come or go while no thread waits for them. It is closed at the end of its request. */
abstract class Exchange implements AsyncListener, Closeable {
  final AsyncContext context;

  Exchange(AsyncContext context, Duration timeout) {
    this.context = context;
    context.setTimeout(timeout.toMillis());
    context.addListener(this);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) throws IOException {
    close();
    context.complete(); // Nobody is there to be told.
  }

  @Override
  public void onComplete(AsyncEvent event) throws IOException {
    close();
  }
}
