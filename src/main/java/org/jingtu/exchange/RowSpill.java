package org.jingtu.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * Keeps the geometries of a file on disk and their extents in memory, 52 bytes a row, so that rows
 * can be compared with each other however many there are. Added to by one thread; read by several
 * after {@link #seal}.
 */
final class RowSpill implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final OutputStream out;
  private final WKBWriter wkb = new WKBWriter(2);
  private final FileChannel channel;
  private long[] offsets = new long[1024];
  private int[] lengths = new int[1024];
  private long[] records = new long[1024];
  private double[] boxes = new double[4096];
  private int size;
  private long end;

  RowSpill(Path file) throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  void add(long record, Geometry geometry) throws IOException {
    if (size == offsets.length) {
      grow();
    }
    byte[] bytes = wkb.write(geometry);
    out.write(bytes);
    offsets[size] = end;
    lengths[size] = bytes.length;
    records[size] = record;
    Envelope box = geometry.getEnvelopeInternal();
    boxes[4 * size] = box.getMinX();
    boxes[4 * size + 1] = box.getMinY();
    boxes[4 * size + 2] = box.getMaxX();
    boxes[4 * size + 3] = box.getMaxY();
    end += bytes.length;
    size++;
  }

  private void grow() {
    int more = size + (size >> 1);
    offsets = Arrays.copyOf(offsets, more);
    lengths = Arrays.copyOf(lengths, more);
    records = Arrays.copyOf(records, more);
    boxes = Arrays.copyOf(boxes, 4 * more);
  }

  /** Ends the adding. */
  void seal() throws IOException {
    out.flush();
  }

  int size() {
    return size;
  }

  /** Number of the record in its file. */
  long record(int row) {
    return records[row];
  }

  /** Bytes of the geometry; a vertex takes sixteen. */
  int bytes(int row) {
    return lengths[row];
  }

  /** Side of the extent: 0 west, 1 south, 2 east, 3 north. */
  double side(int row, int side) {
    return boxes[4 * row + side];
  }

  /** Extent of all rows. */
  Envelope extent() {
    Envelope all = new Envelope();
    for (int i = 0; i < size; i++) {
      all.expandToInclude(side(i, 0), side(i, 1));
      all.expandToInclude(side(i, 2), side(i, 3));
    }
    return all;
  }

  /** The geometry as it was added. */
  Geometry read(int row) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(lengths[row]);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offsets[row] + bytes.position()) < 0) {
        throw new IOException("spill file is cut");
      }
    }
    try {
      return new WKBReader().read(bytes.array());
    } catch (ParseException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      channel.close();
    }
    Files.deleteIfExists(file);
  }
}
