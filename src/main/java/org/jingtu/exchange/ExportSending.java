package org.jingtu.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Brings one export to its receiver: while the file is being written, or once it is complete. Used
 * by one thread.
 */
final class ExportSending implements AutoCloseable {

  /** Whoever asked for an export. */
  interface Receiver {

    /**
     * The answer begins: nothing of it can be taken back.
     *
     * @param bytes size of the file; -1 if it is not known yet
     * @return where the file is to be written
     */
    OutputStream begin(ExportHead head, long bytes) throws IOException;
  }

  /** Rows between two looks whether the receiver is still there. */
  private static final int LOOK_ROWS = 1000;

  private final Receiver receiver;
  private final Path file;
  private @Nullable FollowedFile followed;
  private long rows;

  /**
   * @param file where the export is written to
   */
  ExportSending(Receiver receiver, Path file) {
    this.receiver = receiver;
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Begins to send what is written from now on; the file exists. */
  void follow(ExportHead head) throws IOException {
    followed = new FollowedFile(file, receiver.begin(head, -1));
  }

  boolean isFollowed() {
    return followed != null;
  }

  /**
   * Called for each row that is read.
   *
   * @throws ReceiverGone if nobody is left to read for
   */
  void look() {
    if (followed != null && ++rows % LOOK_ROWS == 0 && followed.isGone()) {
      throw new ReceiverGone();
    }
  }

  /** The file is complete: sends what is not yet sent. */
  void finish(ExportHead head) throws IOException {
    if (followed == null) {
      Files.copy(file, receiver.begin(head, Files.size(file)));
    } else {
      followed.finish();
    }
  }

  @Override
  public void close() {
    if (followed != null) {
      followed.close();
    }
  }

  /** The receiver has closed the connection. */
  static final class ReceiverGone extends RuntimeException {
    ReceiverGone() {
      super("the receiver of an export has closed the connection");
    }
  }
}
