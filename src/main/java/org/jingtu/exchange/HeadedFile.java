package org.jingtu.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A file under way whose header says what is only known at its end. Used by one thread. */
interface HeadedFile extends AutoCloseable {

  /** Makes the files of one folder or zip. */
  @FunctionalInterface
  interface Maker {

    /**
     * Starts a file.
     *
     * @param headerBytes size of its header; 0 if it has none
     */
    HeadedFile make(String name, int headerBytes) throws IOException;

    /** Writes a small file. */
    default void write(String name, byte[] content) throws IOException {
      try (HeadedFile file = make(name, 0)) {
        file.body().write(content);
        file.complete(ByteBuffer.allocate(0));
      }
    }
  }

  /** Takes what follows the header; buffered. */
  OutputStream body();

  /**
   * Puts the header before the body, and completes the file: once, after the last of the body.
   *
   * @param header from its position to its limit as many bytes as were announced
   */
  void complete(ByteBuffer header) throws IOException;

  @Override
  void close() throws IOException;
}
