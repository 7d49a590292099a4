package io.communitycloud.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the command line and the environment ask of a server. */
record Arguments(Task task, int port, StoreSettings settings) {

    private static final int DEFAULT_PORT = 27_117;

    /** What to do with a store. */
    enum Task {
        SERVE,
        CHECK,
        REPAIR
    }

    static Arguments read(String[] arguments, Map<String, String> environment) {
        int port = Integer.parseInt(environment.getOrDefault("STORE_PORT", "" + DEFAULT_PORT));
        boolean fsync = Boolean.parseBoolean(environment.getOrDefault("STORE_FSYNC", "false"));
        @Nullable String home = environment.get("CLOUD_HOME");
        @Nullable Path folder = home == null ? null : Path.of(home, "data", "store");
        int cacheMegabytes = StoreSettings.in(null).cacheMegabytes();
        Task task = Task.SERVE;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--data" -> folder = Path.of(value);
                case "--fsync" -> fsync = Boolean.parseBoolean(value);
                case "--cache" -> cacheMegabytes = Integer.parseInt(value);
                case "--task" -> task = Task.valueOf(value.toUpperCase(Locale.ROOT));
                default -> throw new IllegalArgumentException("unknown argument " + arguments[i]);
            }
        }
        if (folder == null) {
            throw new IllegalArgumentException("--data <folder> or CLOUD_HOME is needed");
        }
        StoreSettings settings = StoreSettings.in(folder).withFsync(fsync).withCacheMegabytes(cacheMegabytes);
        return new Arguments(task, port, settings);
    }
}
