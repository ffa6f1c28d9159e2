package io.github.maskloom.http.call;

import java.net.Socket;
import okhttp3.Connection;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** A connection of which nothing is asked. */
final class NoConnection implements Connection {
  @Override
  public Route route() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket socket() {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable Handshake handshake() {
    return null;
  }

  @Override
  public Protocol protocol() {
    return Protocol.HTTP_1_1;
  }
}
