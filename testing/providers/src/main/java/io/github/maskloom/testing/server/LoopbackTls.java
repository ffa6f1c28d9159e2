package io.github.maskloom.testing.server;

import static java.lang.ProcessBuilder.Redirect.DISCARD;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * TLS for servers at 127.0.0.1 and localhost, and for clients that trust them alone. The key is
 * made by the JDK's {@code keytool}, which takes about a second. <b>Threads:</b> safe.
 */
public final class LoopbackTls {
  private static final String ALIAS = "loopback";
  private static final String PASSWORD = "loopback";

  private final SSLContext context;
  private final X509TrustManager manager;

  private LoopbackTls(SSLContext context, X509TrustManager manager) {
    this.context = context;
    this.manager = manager;
  }

  /**
   * Makes a key, and a certificate for 127.0.0.1 and localhost that it signs itself, valid for a
   * year. Nothing deletes the file.
   *
   * @param folder where the key is kept, in {@code loopback.p12}; it has no such file yet
   * @return sockets for a server with that key, and for clients that trust it
   * @throws IOException if {@code keytool} makes no key
   * @throws GeneralSecurityException if this JDK lacks an algorithm
   * @throws InterruptedException if the thread was interrupted while it waited for {@code keytool}
   */
  public static LoopbackTls create(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(key(folder.resolve("loopback.p12")))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    TrustManager[] managers = trust.getTrustManagers();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), managers, null);
    return new LoopbackTls(context, (X509TrustManager) managers[0]);
  }

  private static Path key(Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-validity", "365"));
    command.addAll(List.of("-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1,dns:localhost"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", file.toString()));
    Process made =
        new ProcessBuilder(command).redirectError(DISCARD).redirectOutput(DISCARD).start();
    if (made.waitFor() != 0) {
      throw new IOException("keytool made no key");
    }
    return file;
  }

  /** {@return a factory of server sockets that show this certificate} */
  public ServerSocketFactory serverSockets() {
    return context.getServerSocketFactory();
  }

  /** {@return a factory of client sockets that trust this certificate alone} */
  public SSLSocketFactory clientSockets() {
    return context.getSocketFactory();
  }

  /**
   * {@return the trust manager of {@link #clientSockets}, which HTTP clients ask for beside them}
   */
  public X509TrustManager trustManager() {
    return manager;
  }
}
