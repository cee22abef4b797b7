package org.jingtu.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client of one kept-alive HTTP/1.1 connection, without the threads and queues of a client
 * library: its own cost would be measured with the service. Not safe for use by several threads.
 */
final class HttpCaller implements AutoCloseable {

  /** An answer. */
  record Answer(int status, byte[] content) {

    /** Decodes the content. */
    String body() {
      return new String(content, StandardCharsets.UTF_8);
    }

    int bytes() {
      return content.length;
    }
  }

  private final int port;
  private final String authorization;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  HttpCaller(int port, String authorization) {
    this.port = port;
    this.authorization = authorization;
  }

  Answer send(String method, String path, String json) throws IOException {
    Socket open = connect();
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(method, path, authorization, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    open.getOutputStream().write(all);
    return receive();
  }

  private Socket connect() throws IOException {
    if (socket == null) {
      socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
      in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }
    return socket;
  }

  private Answer receive() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      chunked |= lower.equals("transfer-encoding: chunked");
      last |= lower.equals("connection: close");
    }
    byte[] content =
        chunked ? chunks() : status == 204 || status == 304 ? new byte[0] : read(length);
    if (last) {
      close();
    }
    return new Answer(status, content);
  }

  private byte[] chunks() throws IOException {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      all.writeBytes(read(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the service closed the connection");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the service closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
