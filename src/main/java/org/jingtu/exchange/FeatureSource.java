package org.jingtu.exchange;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an uploaded file of any format, one after the other. Memory does not grow with the
 * file. Not thread-safe; the rows may be handed to other threads.
 */
public interface FeatureSource extends AutoCloseable {

  /** What is known before the rows are read. */
  SourceInfo info();

  /**
   * The next row. Bad rows are rows with problems, not exceptions.
   *
   * @return null at the end
   * @throws IOException if the disk fails
   */
  @Nullable SourceRow next() throws IOException;

  /**
   * What was found wrong with the file as a whole while its rows were read, such as a truncated
   * end. Complete once {@link #next} has returned null.
   */
  List<RowProblem> fileProblems();

  /**
   * How many bytes have been read, of the file or, of a shapefile, of its .shp; may be asked by
   * another thread.
   *
   * @return -1 if that is not known
   */
  default long bytesRead() {
    return -1;
  }

  /** How many bytes there are to be read; -1 if that is not known. */
  default long bytesTotal() {
    return -1;
  }

  @Override
  void close() throws IOException;
}
