package org.jingtu.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** What a figure was measured on. */
final class Machine {

  private static final double TICKS_A_SECOND = 100;

  private static long[] ticksBefore = processorTicks();

  private Machine() {}

  static void print() {
    System.out.printf(
        "%d cores, %s %s, Java %s, load average %s%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"),
        load());
  }

  /**
   * Processor time that a process, its children and the children it had have taken, in seconds; NaN
   * where the system has no /proc. Unlike a latency it hardly depends on what else the machine
   * does.
   */
  static double processorSeconds(long pid) {
    try {
      long ticks = ticks(statOf(pid), 11, 15);
      for (ProcessHandle child : ProcessHandle.of(pid).orElseThrow().children().toList()) {
        ticks += ticks(statOf(child.pid()), 11, 13);
      }
      return ticks / TICKS_A_SECOND;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** Processor time of this process's children that have ended, in seconds; NaN without /proc. */
  static double endedChildrenSeconds() {
    try {
      return ticks(statOf(ProcessHandle.current().pid()), 13, 15) / TICKS_A_SECOND;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /**
   * Processor time of a Java process, in seconds.
   *
   * @param compiler what its compiler took of that, as far as its threads still live
   * @param collector what its garbage collector took
   */
  record JavaSeconds(double all, double compiler, double collector) {

    JavaSeconds since(JavaSeconds before) {
      return new JavaSeconds(
          all - before.all, compiler - before.compiler, collector - before.collector);
    }

    double compilerShare() {
      return compiler / all;
    }
  }

  /** Processor time of a Java process, by what its threads are for; all NaN without /proc. */
  static JavaSeconds javaSeconds(long pid) throws IOException {
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    if (!Files.exists(tasks)) {
      return new JavaSeconds(Double.NaN, Double.NaN, Double.NaN);
    }
    double compiler = 0;
    double collector = 0;
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        String name = nameOf(thread);
        double seconds = ticks(thread.resolve("stat"), 11, 13) / TICKS_A_SECOND;
        if (name.matches("(?s)C[12] Compiler.*")) {
          compiler += seconds;
        } else if (name.matches("(?s)(GC |G1 |VM Thread).*")) {
          collector += seconds;
        }
      }
    }
    return new JavaSeconds(processorSeconds(pid), compiler, collector);
  }

  private static String nameOf(Path thread) {
    try {
      return Files.readString(thread.resolve("comm"));
    } catch (IOException e) {
      return ""; // it ended just now
    }
  }

  /** The most memory that a process had at a time, in megabytes; -1 where there is no /proc. */
  static long peakMegabytes(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }

  private static Path statOf(long pid) {
    return Path.of("/proc", Long.toString(pid), "stat");
  }

  /** Sum of some fields of a stat file, counted after the name: user and system time from 11. */
  private static long ticks(Path stat, int from, int to) throws IOException {
    if (!Files.exists(stat)) {
      return 0; // it ended just now
    }
    String line = Files.readString(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return Arrays.stream(fields, from, to).mapToLong(Long::parseLong).sum();
  }

  /**
   * The share of the processor time that was wanted since {@link #load} which the host of a virtual
   * machine gave to others, as text. No load average shows it, and every time of the clock has it
   * in it.
   */
  private static String stolen() {
    long[] now = processorTicks();
    long stolen = now[0] - ticksBefore[0];
    long wanted = now[1] - ticksBefore[1];
    return wanted <= 0 ? "unknown" : "%.0f %%".formatted(100.0 * stolen / wanted);
  }

  /** Prints {@link #stolen}, after what was measured since {@link #load}. */
  static void printStolen() {
    System.out.printf("  (the host gave %s of the processor time to others)%n", stolen());
  }

  /** Ticks of all processors that were stolen, and those in which something wanted to run. */
  private static long[] processorTicks() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      // user nice system idle iowait irq softirq steal, proc(5)
      long[] t =
          Arrays.stream(lines.findFirst().orElseThrow().split(" +"))
              .skip(1)
              .mapToLong(Long::parseLong)
              .toArray();
      return new long[] {t[7], t[0] + t[1] + t[2] + t[5] + t[6] + t[7]};
    } catch (IOException e) {
      return new long[2];
    }
  }

  /**
   * Load averages of 1, 5 and 15 minutes, or of one minute where the system tells no more. What the
   * host takes is counted from here.
   */
  static String load() {
    ticksBefore = processorTicks();
    try {
      return Files.readString(Path.of("/proc/loadavg")).replaceAll("( \\S+){2}\\s*$", "");
    } catch (IOException e) {
      return String.format(
          Locale.ROOT, "%.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }
}
