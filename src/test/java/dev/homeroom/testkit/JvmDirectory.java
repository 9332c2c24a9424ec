package dev.homeroom.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of this JVM alone, beside those of others. What a JVM left that was killed, the next
 * one removes: it tells by a lock, since the number of a process means nothing in another
 * container.
 */
final class JvmDirectory implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");

  /** Several times what the databases of all forks of a build take. */
  private static final long ROOM_BYTES = 4L << 30;

  private final Path path;
  private final FileChannel lock;

  /** Makes an empty one below {@code parent}, which is made too. */
  JvmDirectory(Path parent) throws IOException {
    Files.createDirectories(parent);
    // One after the other: between its making and its lock a directory looks like one left behind.
    try (FileChannel all = opened(parent.resolve("lock"));
        FileLock turn = all.lock()) {
      assert turn.isValid();
      removeAbandoned(parent);
      path = Files.createTempDirectory(parent, "");
      lock = opened(path.resolve("lock"));
      lock.lock();
    }
  }

  /** Makes an empty one for databases, in memory where there is room for it. */
  static JvmDirectory ofDatabases(String product) throws IOException {
    boolean hasRoom =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM_BYTES;
    Path parent = hasRoom ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    String user = System.getProperty("user.name");
    return new JvmDirectory(parent.resolve("homeroom-" + product + "-" + user));
  }

  private static FileChannel opened(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, Files::isDirectory)) {
      for (Path each : all) {
        if (isAbandoned(each)) {
          remove(each);
        }
      }
    }
  }

  private static boolean isAbandoned(Path directory) throws IOException {
    try (FileChannel other = opened(directory.resolve("lock"))) {
      return other.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Returns where it is. */
  Path path() {
    return path;
  }

  /** Removes it with everything in it. */
  @Override
  public void close() throws IOException {
    remove(path);
    lock.close();
  }

  /** Removes a directory with everything in it; what others remove meanwhile is no failure. */
  static void remove(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
