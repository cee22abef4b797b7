package org.jingtu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ArrivingFileTest {

  @TempDir Path folder;

  @Test
  void whatHasArrivedIsReadWhileTheRestIsAwaited() throws Exception {
    CountDownLatch rest = new CountDownLatch(1);
    try (ArrivingFile file =
            new ArrivingFile(
                folder.resolve("a"),
                8,
                out -> {
                  out.write(new byte[] {1, 2, 3, 4, 5});
                  await(rest);
                  out.write(new byte[] {6, 7, 8});
                });
        FileWindow window = new FileWindow(folder.resolve("a"), file, 4)) {
      assertThat(window.size()).isEqualTo(8);
      assertThat(window.bytes(0, 4).get(3)).isEqualTo((byte) 4);
      FutureTask<Byte> last = new FutureTask<>(() -> window.bytes(4, 4).get(3));
      Thread reader = new Thread(last);
      reader.start();
      while (reader.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      rest.countDown();
      assertThat(last.get()).isEqualTo((byte) 8);
      window.awaitEnd();
    }
  }

  /** All bytes are there, but whoever wrote them then finds them wrong. */
  @Test
  void theEndIsOnlyReachedWhenTheWritingEndedWell() throws Exception {
    CountDownLatch verdict = new CountDownLatch(1);
    try (ArrivingFile file =
        new ArrivingFile(
            folder.resolve("a"),
            4,
            out -> {
              out.write(new byte[4]);
              await(verdict);
              throw new UploadRefused("ZIP_CORRUPT", "a.shp");
            })) {
      file.await(3);
      FutureTask<Boolean> end = new FutureTask<>(() -> ended(file));
      new Thread(end).start();
      verdict.countDown();
      assertThat(end.get()).isFalse();
      assertThatThrownBy(() -> file.await(1)).hasMessage("ZIP_CORRUPT");
    }
  }

  private static boolean ended(ArrivingFile file) throws IOException {
    try {
      file.await(4);
      return true;
    } catch (UploadRefused refused) {
      return false;
    }
  }

  @Test
  void aFailureOfTheDiskIsTold() throws Exception {
    try (ArrivingFile file =
        new ArrivingFile(
            folder.resolve("a"),
            4,
            out -> {
              throw new IOException("No space left on device");
            })) {
      assertThatThrownBy(() -> file.await(1))
          .isInstanceOf(IOException.class)
          .hasRootCauseMessage("No space left on device");
    }
  }

  @Test
  void whoReadsLearnsOfAnErrorOfTheWriterToo() throws Exception {
    try (ArrivingFile file =
        new ArrivingFile(
            folder.resolve("a"),
            4,
            out -> {
              throw new StackOverflowError();
            })) {
      assertThatThrownBy(() -> file.await(1)).hasRootCauseInstanceOf(StackOverflowError.class);
    }
  }

  @Test
  void closingEndsTheWriting() throws Exception {
    ArrivingFile file =
        new ArrivingFile(
            folder.resolve("a"),
            Long.MAX_VALUE,
            out -> {
              while (true) {
                out.write(new byte[1000]);
              }
            });
    file.await(5000);
    file.close();
    long size = Files.size(folder.resolve("a"));
    Files.delete(folder.resolve("a"));
    assertThat(size).isGreaterThanOrEqualTo(5000);
    assertThat(Files.exists(folder.resolve("a"))).isFalse();
    assertThatCode(file::close).doesNotThrowAnyException();
  }

  @Test
  void whoWaitsCanBeInterrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ArrivingFile file = new ArrivingFile(folder.resolve("a"), 4, out -> await(never))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> file.await(1)).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
      never.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
