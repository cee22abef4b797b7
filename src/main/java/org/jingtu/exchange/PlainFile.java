package org.jingtu.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of its own. */
final class PlainFile implements HeadedFile {

  private final FileChannel channel;
  private final OutputStream out;

  /** Starts the file, over any that is there. */
  PlainFile(Path file, int headerBytes) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    out.write(new byte[headerBytes]);
  }

  @Override
  public OutputStream body() {
    return out;
  }

  @Override
  public void complete(ByteBuffer header) throws IOException {
    out.flush();
    long position = 0;
    while (header.hasRemaining()) {
      position += channel.write(header, position);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
