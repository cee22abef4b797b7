package org.jingtu.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** What a figure was measured on. */
final class Machine {

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
      long ticks = ticks(pid, 11, 15);
      for (ProcessHandle child : ProcessHandle.of(pid).orElseThrow().children().toList()) {
        ticks += ticks(child.pid(), 11, 13);
      }
      return ticks / 100.0;
    } catch (IOException e) {
      return Double.NaN;
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

  /** Sum of some fields of /proc/PID/stat, counted after the name: user and system time from 11. */
  private static long ticks(long pid, int from, int to) throws IOException {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.exists(stat)) {
      return 0; // it ended just now
    }
    String line = Files.readString(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return Arrays.stream(fields, from, to).mapToLong(Long::parseLong).sum();
  }

  /** Load averages of 1, 5 and 15 minutes, or of one minute where the system tells no more. */
  static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).replaceAll("( \\S+){2}\\s*$", "");
    } catch (IOException e) {
      return String.format(
          Locale.ROOT, "%.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }
}
