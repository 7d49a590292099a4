package io.communitycloud.launcher.build;

import io.communitycloud.launcher.build.Unpacked.Program;
import io.communitycloud.launcher.part.Part.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines that start a part, with its start-up cache where there is one, and that train the cache. */
public final class Commands {

    private Commands() {}

    public static List<String> toRun(Program program) {
        List<String> command = java(program);
        if (Files.exists(program.cache())) {
            command.add("-XX:AOTCache=" + program.cache());
            // A cache that does not fit is passed over, as if it were not there.
            command.add("-XX:AOTMode=auto");
        }
        return withJar(command, program);
    }

    public static List<String> toTrain(Program program, Path draft) {
        List<String> command = java(program);
        command.add("-XX:AOTCacheOutput=" + draft);
        if (program.part().kind() == Kind.BOOT) {
            // Ends when every bean stands, before anything listens, connects or consumes.
            command.add("-Dspring.context.exit=onRefresh");
        }
        return withJar(command, program);
    }

    private static List<String> java(Program program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.part().jvmFlags());
        return command;
    }

    private static List<String> withJar(List<String> command, Program program) {
        command.add("-jar");
        command.add(program.jar().toString());
        return List.copyOf(command);
    }
}
