package org.jingtu.ogcapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way to a database server that hands on what the server sends until a number of bytes have come,
 * and the rest when it is opened.
 */
final class GatedDatabase implements AutoCloseable {

  private final ServerSocket entrance;
  private final String host;
  private final int port;
  private final long mostBytes;
  private final AtomicLong handedOn = new AtomicLong();
  private final CountDownLatch full = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  /**
   * @param jdbcUrl of the server
   * @param mostBytes that are handed on before it is opened, over all connections
   */
  GatedDatabase(String jdbcUrl, long mostBytes) throws IOException {
    URI address = URI.create(jdbcUrl.substring("jdbc:".length()));
    this.host = address.getHost();
    this.port = address.getPort();
    this.mostBytes = mostBytes;
    this.entrance = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** The same database by this way. */
  String jdbcUrl(String jdbcUrl) {
    return jdbcUrl.replaceFirst("//[^/]+/", "//127.0.0.1:" + entrance.getLocalPort() + "/");
  }

  /** Returns when the gate holds something back. */
  void awaitFull() throws InterruptedException {
    full.await();
  }

  void open() {
    opened.countDown();
  }

  long bytes() {
    return handedOn.get();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "gated-database");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entrance.accept();
        Socket server = new Socket(host, port);
        start(() -> copy(client, server, false));
        start(() -> copy(server, client, true));
      }
    } catch (IOException e) {
      if (!entrance.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void copy(Socket from, Socket to, boolean gated) {
    byte[] buffer = new byte[4096];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (gated && handedOn.addAndGet(read) > mostBytes) {
          full.countDown();
          opened.await();
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // one of the two has closed its end
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    open();
    entrance.close();
  }
}
