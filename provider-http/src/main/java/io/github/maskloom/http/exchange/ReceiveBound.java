package io.github.maskloom.http.exchange;

/**
 * How much may come through one connection before a byte of a body is delivered to its reader.
 * OkHttp limits headers, but not, for example, the line that begins a chunk: such a line without
 * end would fill the heap. So whatever the peer sends is counted where it leaves the socket: TLS,
 * headers, the framing of bodies, and bodies that nobody has read yet.
 *
 * <p>The count begins anew with each exchange, and with each delivery. Over HTTP/2 a thread reads
 * ahead for all exchanges of the connection. So a delivery to any of them counts, and what came of
 * bodies is not counted: their readers may be slow, and OkHttp lets 16 MiB wait for each. Peers
 * acknowledge what is sent to them, so a sixteenth of that is not counted either. <b>Threads:</b>
 * safe.
 */
public final class ReceiveBound {
  /** The most bytes that come without a byte of a body being delivered. */
  public static final long MAX_BYTES = 1 << 20;

  private static final int SENT_PER_ACKNOWLEDGED_BYTE = 16;

  private long received;
  private long sent;

  /** An exchange begins, or bytes of a body were delivered to whoever reads it. */
  public synchronized void progressed() {
    received = 0;
    sent = 0;
  }

  /**
   * Bytes came out of the socket.
   *
   * @throws ReceiveLimitException if they are too many, now and for all that follow
   */
  public synchronized void received(int bytes) throws ReceiveLimitException {
    received += bytes;
    if (received - sent / SENT_PER_ACKNOWLEDGED_BYTE > MAX_BYTES) {
      throw new ReceiveLimitException(received);
    }
  }

  /** Some of the bytes that came are of bodies, and wait for their readers. */
  public synchronized void receivedAhead(int bytes) {
    received = Math.max(0, received - bytes);
  }

  /** Bytes went into the socket. */
  public synchronized void sent(int bytes) {
    sent += bytes;
  }
}
