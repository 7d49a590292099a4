package io.communitycloud.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the ends of log files. */
final class Logs {

    private static final int MOST_BYTES = 512 * 1024;
    private static final int MILLIS_BETWEEN_LOOKS = 300;

    private Logs() {}

    /** The last lines of a log, none if there is no log. */
    static List<String> last(Path log, int lines) {
        if (Files.notExists(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - MOST_BYTES);
            file.seek(from);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(" + log + " cannot be read: " + e.getMessage() + ")");
        }
    }

    /** Goes on printing what is appended, until the command is interrupted. */
    static void follow(Path log, Console console) throws IOException, InterruptedException {
        long position = Files.exists(log) ? Files.size(log) : 0;
        while (true) {
            long size = Files.exists(log) ? Files.size(log) : 0;
            if (size < position) {
                // The log has been moved away at a restart.
                position = 0;
            }
            if (size > position) {
                try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                    file.seek(position);
                    byte[] bytes = new byte[(int) Math.min(MOST_BYTES, size - position)];
                    file.readFully(bytes);
                    position += bytes.length;
                    console.answers().write(bytes);
                    console.answers().flush();
                }
            }
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }
}
