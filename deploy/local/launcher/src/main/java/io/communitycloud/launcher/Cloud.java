package io.communitycloud.launcher;

import io.communitycloud.launcher.build.StartupCaches;
import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Environment;
import io.communitycloud.launcher.part.Health;
import io.communitycloud.launcher.part.Part;
import io.communitycloud.launcher.part.PartProcess;
import io.communitycloud.launcher.part.Parts;
import io.communitycloud.launcher.part.Secrets;
import io.communitycloud.launcher.story.PlayingDemo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Understands a command line, carries the command out and tells by the exit code how it went. */
public final class Cloud {

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int DEFAULT_LINES = 200;

    /** Named one by one: CLOUD_HOME may point at a folder that holds more than ours. */
    private static final List<String> ERASABLE = List.of("data", "outbox", "files", "secrets", "logs");

    private static final String HELP = """
            ./cloud up [--residents N] [--no-build]   build what is missing, start everything, wait until it answers
            ./cloud down                              stop everything
            ./cloud status [--json]                   each part's state, port, pid, memory, uptime, lag
            ./cloud restart <part>                    stop and start one part
            ./cloud kill <part>                       SIGKILL one part, for trials; its data stay
            ./cloud logs <part> [--lines N] [--follow]
            ./cloud reset [--yes]                     erase this copy's data after asking
            ./cloud token <role> [--area CODE] [--resident ID] [--bureau ID] [--facility ID] [--firm ID] [--team ID]
                                 [--as NAME]          print an access token of a demo account
            ./cloud legacy <hang|slow|fail|close|ok> <id|all> [--except ID[,ID]]
                                                      switch stand-ins of legacy systems while they run
            ./cloud demo [--strict]                   play the story on the running platform; strictly, late is wrong
            ./cloud test [maven arguments]            run all tests on JDK 25 and count them

            State lives in CLOUD_HOME (default .cloud); CLOUD_PORT_OFFSET shifts all ports.""";

    private final Copy copy;
    private final Console console;

    private Cloud(Copy copy, Console console) {
        this.copy = copy;
        this.console = console;
    }

    public static void main(String[] words) {
        Console console = Console.standard();
        int status = FAILED;
        try {
            Path root = Path.of(System.getProperty("cloud.root", "."))
                    .toAbsolutePath()
                    .normalize();
            status = new Cloud(Copy.from(root, System.getenv()), console).run(List.of(words));
        } catch (UsageException e) {
            console.tell("./cloud: " + e.getMessage() + "\n\n" + HELP);
            status = USAGE;
        } catch (IllegalArgumentException e) {
            console.tell("./cloud: " + e.getMessage());
            status = USAGE;
        } catch (CommandFailedException | IOException | UncheckedIOException e) {
            console.tell("./cloud: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(status);
    }

    private int run(List<String> words)
            throws UsageException, CommandFailedException, IOException, InterruptedException {
        if (words.isEmpty() || Set.of("help", "--help", "-h").contains(words.getFirst())) {
            console.answer(HELP);
            return words.isEmpty() ? USAGE : 0;
        }
        List<String> rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "up" -> up(Arguments.parse(rest, Set.of("residents"), Set.of("no-build")));
            case "down" -> down(Arguments.parse(rest, Set.of(), Set.of()));
            case "status" -> status(Arguments.parse(rest, Set.of(), Set.of("json")));
            case "restart" -> restart(Arguments.parse(rest, Set.of(), Set.of("no-build")));
            case "kill" -> kill(Arguments.parse(rest, Set.of(), Set.of()));
            case "logs" -> logs(Arguments.parse(rest, Set.of("lines"), Set.of("follow")));
            case "reset" -> reset(Arguments.parse(rest, Set.of(), Set.of("yes")));
            case "token" ->
                token(Arguments.parse(
                        rest, Set.of("area", "resident", "bureau", "facility", "firm", "team", "as"), Set.of()));
            case "legacy" -> legacy(Arguments.parse(rest, Set.of("except"), Set.of()));
            case "demo" -> demo(Arguments.parse(rest, Set.of(), Set.of("strict")));
            case "test" -> new RunningTests(copy.root(), console).run(rest);
            case Training.NAME -> train();
            default -> throw new UsageException("there is no command " + words.getFirst());
        };
    }

    private int up(Arguments arguments)
            throws UsageException, CommandFailedException, IOException, InterruptedException {
        arguments.noOperands();
        OptionalInt residents = arguments.value("residents").isPresent()
                ? OptionalInt.of(number(arguments, "residents", 0))
                : OptionalInt.empty();
        try (Turn turn = Turn.take(copy)) {
            turn.mine();
            new BringingUp(copy, console).up(residents, !arguments.has("no-build"));
        }
        return 0;
    }

    private int down(Arguments arguments) throws UsageException, CommandFailedException, IOException {
        arguments.noOperands();
        try (Turn turn = Turn.take(copy)) {
            turn.mine();
            new TakingDown(copy, console).down();
        }
        return 0;
    }

    private int status(Arguments arguments) throws UsageException {
        arguments.noOperands();
        new ShowingStatus(copy, console).show(arguments.has("json"));
        return 0;
    }

    private int restart(Arguments arguments)
            throws UsageException, CommandFailedException, IOException, InterruptedException {
        Part part = part(arguments);
        try (Turn turn = Turn.take(copy)) {
            turn.mine();
            new TakingDown(copy, console).stop(part);
            new BringingUp(copy, console).one(part);
        }
        return 0;
    }

    private int kill(Arguments arguments) throws UsageException, CommandFailedException {
        Part part = part(arguments);
        if (!new PartProcess(copy, part.name()).kill()) {
            throw new CommandFailedException(part.name() + " was not running");
        }
        console.tell(part.name() + " killed");
        return 0;
    }

    private int logs(Arguments arguments) throws UsageException, IOException, InterruptedException {
        Path log = copy.log(part(arguments).name());
        Logs.last(log, number(arguments, "lines", DEFAULT_LINES)).forEach(console::answer);
        if (arguments.has("follow")) {
            Logs.follow(log, console);
        }
        return 0;
    }

    private int reset(Arguments arguments) throws UsageException, CommandFailedException, IOException {
        arguments.noOperands();
        if (!arguments.has("yes")) {
            console.tell("This stops the platform and erases all data, outboxes, secrets and logs in " + copy.home()
                    + ". Type yes to go on:");
            Scanner answer = new Scanner(System.in, StandardCharsets.UTF_8);
            if (!answer.hasNextLine() || !answer.nextLine().strip().equals("yes")) {
                throw new CommandFailedException("nothing was erased");
            }
        }
        try (Turn turn = Turn.take(copy)) {
            turn.mine();
            new TakingDown(copy, console).down();
            // What was unpacked and trained says nothing about anybody and takes minutes to make again.
            for (String folder : ERASABLE) {
                erase(copy.home().resolve(folder));
            }
        }
        console.tell("Erased.");
        return 0;
    }

    private int token(Arguments arguments)
            throws UsageException, CommandFailedException, IOException, InterruptedException {
        Map<String, String> wish = new LinkedHashMap<>();
        wish.put("role", arguments.theOperand("role"));
        Map.of(
                        "area", "area",
                        "resident", "residentId",
                        "bureau", "bureau",
                        "facility", "facilityId",
                        "firm", "firmId",
                        "team", "teamId",
                        "as", "as")
                .forEach((option, field) -> arguments.value(option).ifPresent(value -> wish.put(field, value)));
        try (Platform platform = new Platform(copy, new Secrets(copy.secrets()))) {
            console.answer(platform.token(wish));
            return 0;
        } catch (ConnectException e) {
            throw new CommandFailedException("the identity provider does not run; start it with ./cloud up");
        }
    }

    private int legacy(Arguments arguments)
            throws UsageException, CommandFailedException, IOException, InterruptedException {
        SwitchingLegacy wish = SwitchingLegacy.of(arguments);
        try {
            wish.carryOut(copy).forEach(console::answer);
            return 0;
        } catch (ConnectException e) {
            throw new CommandFailedException("the stand-ins do not run; start them with ./cloud up");
        }
    }

    private int demo(Arguments arguments) throws UsageException, CommandFailedException, InterruptedException {
        arguments.noOperands();
        if (!Health.listens(copy.gateway().getPort())) {
            throw new CommandFailedException("the platform does not run; start it with ./cloud up");
        }
        try (Platform platform = new Platform(copy, new Secrets(copy.secrets()))) {
            Set<String> parts = copy.parts().stream().map(Part::name).collect(Collectors.toSet());
            return new PlayingDemo(platform, parts, console.answers()).play(arguments.has("strict")) ? 0 : FAILED;
        }
    }

    private int train() throws InterruptedException {
        new StartupCaches(copy, new Environment(copy, new Secrets(copy.secrets()))).train();
        return 0;
    }

    private Part part(Arguments arguments) throws UsageException {
        String name = arguments.theOperand("part");
        return Parts.named(copy.root(), name)
                .orElseThrow(() -> new UsageException("there is no part " + name + "; there are "
                        + copy.parts().stream().map(Part::name).collect(Collectors.joining(", "))));
    }

    private static int number(Arguments arguments, String name, int fallback) throws UsageException {
        String value = arguments.value(name).orElse(Integer.toString(fallback));
        try {
            int number = Integer.parseInt(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a negative one.
        }
        throw new UsageException("--" + name + " wants a number, not " + value);
    }

    private static void erase(Path entry) throws IOException {
        if (Files.notExists(entry)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(entry)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    /** One command at a time changes a copy. */
    private record Turn(FileChannel channel, FileLock lock) implements AutoCloseable {

        static Turn take(Copy copy) throws IOException, CommandFailedException {
            Files.createDirectories(copy.run());
            FileChannel channel =
                    FileChannel.open(copy.run().resolve("turn"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new Turn(channel, lock);
                }
            } catch (OverlappingFileLockException e) {
                // As if another process held it.
            }
            channel.close();
            throw new CommandFailedException("another ./cloud is changing this copy at the moment");
        }

        void mine() {
            if (!lock.isValid()) {
                throw new IllegalStateException("the turn was lost");
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
