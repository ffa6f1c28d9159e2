package io.github.maskloom.testing;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A certificate for servers at 127.0.0.1, and clients that trust it alone.
 *
 * @param serverSockets show the certificate
 * @param clientSockets trust the certificate
 * @param trustManager of the client sockets
 */
public record LoopbackTls(
    ServerSocketFactory serverSockets,
    SSLSocketFactory clientSockets,
    X509TrustManager trustManager) {
  /** {@return a new certificate for 127.0.0.1 and localhost, valid for a day} */
  public static LoopbackTls create() {
    HeldCertificate own =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .addSubjectAlternativeName("localhost")
            .build();
    HandshakeCertificates both =
        new HandshakeCertificates.Builder()
            .heldCertificate(own)
            .addTrustedCertificate(own.certificate())
            .build();
    return new LoopbackTls(
        both.sslContext().getServerSocketFactory(), both.sslSocketFactory(), both.trustManager());
  }
}
