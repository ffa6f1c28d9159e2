package io.github.maskloom.http.exchange;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Finds out before a byte is sent that the peer has closed a connection, which happens to those
 * that wait in the pool. Found out later, when a part of a request was sent, nobody could say
 * whether it arrived. It takes a millisecond. HTTP/2 has a thread that notices.
 */
public final class ClosedConnectionCheck implements Interceptor {
  private static final int PATIENCE_MILLIS = 1;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null && connection.protocol() == Protocol.HTTP_1_1) {
      throwIfClosed(connection.socket());
    }
    return chain.proceed(chain.request());
  }

  /** A peer that says something unasked is done with the connection as well. */
  private static void throwIfClosed(Socket socket) throws IOException {
    int timeout = socket.getSoTimeout();
    socket.setSoTimeout(PATIENCE_MILLIS);
    try {
      socket.getInputStream().read();
    } catch (SocketTimeoutException e) {
      return;
    } finally {
      socket.setSoTimeout(timeout);
    }
    throw new IOException("the connection was closed before it was used again");
  }
}
