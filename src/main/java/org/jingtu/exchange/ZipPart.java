package org.jingtu.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A file of a zip, deflated by another thread while it is being written. Its header stands before
 * the rest as a stored block of the deflate format (RFC 1951, 3.2.4), so that it can be filled in
 * at the end.
 */
final class ZipPart implements HeadedFile {

  private static final int BLOCK_BYTES = 1 << 16;
  private static final int STORED_BLOCK_BYTES = 5;

  private final ZipParts zip;
  private final String name;
  private final Path file;
  private final FileChannel channel;
  private final int headerBytes;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 crc = new CRC32();
  private final ByteBuffer deflated = ByteBuffer.allocate(BLOCK_BYTES);
  private final Body body = new Body();
  private long bodyBytes;
  private long wholeCrc;
  private boolean complete;

  ZipPart(ZipParts zip, String name, Path file, int headerBytes) throws IOException {
    this.zip = zip;
    this.name = name;
    this.file = file;
    this.headerBytes = headerBytes;
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    channel.position(headerBytes == 0 ? 0 : STORED_BLOCK_BYTES + headerBytes);
  }

  String name() {
    return name;
  }

  /** Holds the deflated bytes. */
  Path file() {
    return file;
  }

  boolean isComplete() {
    return complete;
  }

  /** Checksum of the file as it is before deflating. */
  long crc() {
    return wholeCrc;
  }

  /** Size before deflating. */
  long bytes() {
    return headerBytes + bodyBytes;
  }

  @Override
  public OutputStream body() {
    return body;
  }

  @Override
  public void complete(ByteBuffer header) throws IOException {
    body.flush();
    Future<?> last = zip.submit(0, this::finish);
    try {
      last.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a file was deflated", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    CRC32 head = new CRC32();
    head.update(header.duplicate());
    wholeCrc = Checksums.combine(head.getValue(), crc.getValue(), bodyBytes);
    if (headerBytes > 0) {
      putHeader(header);
    }
    complete = true;
  }

  private void putHeader(ByteBuffer header) throws IOException {
    ByteBuffer block =
        ByteBuffer.allocate(STORED_BLOCK_BYTES + headerBytes).order(ByteOrder.LITTLE_ENDIAN);
    block.put((byte) 0).putShort((short) headerBytes).putShort((short) ~headerBytes);
    block.put(header).flip();
    long position = 0;
    while (block.hasRemaining()) {
      position += channel.write(block, position);
    }
  }

  /** By the deflating thread. */
  private void deflate(byte[] bytes) {
    crc.update(bytes);
    deflater.setInput(bytes);
    try {
      while (!deflater.needsInput()) {
        drain();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void finish() {
    deflater.finish();
    try {
      while (!deflater.finished()) {
        drain();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void drain() throws IOException {
    deflated.clear();
    deflater.deflate(deflated);
    deflated.flip();
    while (deflated.hasRemaining()) {
      channel.write(deflated);
    }
  }

  /** By the deflating thread, or when it has ended. */
  void release() {
    deflater.end();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Collects blocks and hands them over. */
  private final class Body extends OutputStream {

    private ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      int done = 0;
      while (done < count) {
        int now = Math.min(count - done, block.remaining());
        block.put(bytes, from + done, now);
        done += now;
        if (!block.hasRemaining()) {
          flush();
        }
      }
    }

    @Override
    public void flush() throws IOException {
      if (block.position() == 0) {
        return;
      }
      byte[] bytes = new byte[block.flip().remaining()];
      block.get(bytes).clear();
      bodyBytes += bytes.length;
      zip.submit(bytes.length, () -> deflate(bytes));
    }
  }
}
