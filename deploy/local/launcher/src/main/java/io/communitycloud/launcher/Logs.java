package io.communitycloud.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the ends of log files. */
final class Logs {

    private static final int MOST_BYTES = 512 * 1024;
    private static final int MILLIS_BETWEEN_LOOKS = 300;
    private static final int WIDTH = 400;

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

    /** A log line as a person reads it: of a JSON line the time, the level and the message. */
    static String readable(String line) {
        String text = line;
        if (line.startsWith("{")) {
            try {
                JsonNode entry = JsonMapper.shared().readTree(line);
                String level =
                        entry.path("level").asString(entry.at("/log/level").asString(""));
                text = entry.path("@timestamp").asString("") + " " + level + " "
                        + entry.path("message").asString("").replaceAll("\\s+", " ");
            } catch (JacksonException cutOff) {
                text = line;
            }
        }
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + " ...";
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
