package io.communitycloud.launcher;

import io.communitycloud.launcher.build.Commands;
import io.communitycloud.launcher.build.Jars;
import io.communitycloud.launcher.build.Maven;
import io.communitycloud.launcher.build.Unpacked;
import io.communitycloud.launcher.build.Unpacked.Program;
import io.communitycloud.launcher.city.EnteringSampleOrganisations;
import io.communitycloud.launcher.city.FoundingSampleTeams;
import io.communitycloud.launcher.city.ImportingSampleCity;
import io.communitycloud.launcher.city.StockingSampleCity;
import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Environment;
import io.communitycloud.launcher.part.Health;
import io.communitycloud.launcher.part.Health.State;
import io.communitycloud.launcher.part.Part;
import io.communitycloud.launcher.part.PartProcess;
import io.communitycloud.launcher.part.Secrets;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;

/** Builds what is missing, starts what does not run, waits until the whole answers, and says where it is. */
final class BringingUp {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration BETWEEN_REMINDERS = Duration.ofSeconds(10);
    private static final int DEFAULT_RESIDENTS = 20_000;
    private static final int DISTRICTS = 16;
    private static final int TAIL = 40;

    private final Copy copy;
    private final Console console;
    private final Secrets secrets;
    private final Environment environment;
    private final Health health;
    private final Instant begin = Instant.now();

    BringingUp(Copy copy, Console console) {
        this.copy = copy;
        this.console = console;
        this.secrets = new Secrets(copy.secrets());
        this.environment = new Environment(copy, secrets);
        this.health = new Health(copy);
    }

    /**
     * Brings the platform up.
     *
     * @param residents people of the sample city, zero for none; if empty, the default number where none were brought
     *     in before
     */
    void up(OptionalInt residents, boolean build) throws CommandFailedException, IOException, InterruptedException {
        List<Part> down = copy.parts().stream()
                .filter(part -> health.of(part) == State.DOWN)
                .toList();
        if (down.isEmpty() && copy.parts().stream().allMatch(part -> health.of(part) == State.UP)) {
            console.tell("The platform is running.");
            sampleCity(residents);
            sampleStock(residents);
            addresses();
            return;
        }
        Training.end(copy);
        prepareJars(down, build);
        refuseTakenPorts(down);
        copy.rememberOffset();
        start(down);
        awaitAll(copy.parts());
        firstCall();
        sampleCity(residents);
        sampleStock(residents);
        console.tell("The platform is up after " + seconds(begin) + " s.");
        addresses();
        Training.begin(copy, environment, console);
    }

    /** Starts one part that is not running and waits until it is up. */
    void one(Part part) throws CommandFailedException, InterruptedException {
        refuseTakenPorts(List.of(part));
        start(List.of(part));
        awaitAll(List.of(part));
    }

    private void prepareJars(List<Part> parts, boolean build) throws CommandFailedException, InterruptedException {
        Jars jars = new Jars(copy.root());
        if (!build) {
            List<String> missing =
                    parts.stream().filter(jars::isMissing).map(Part::name).toList();
            if (!missing.isEmpty()) {
                throw new CommandFailedException("not built yet: " + String.join(", ", missing)
                        + "; leave --no-build away, or run mvn -DskipTests package");
            }
            return;
        }
        List<String> stale =
                parts.stream().filter(jars::isStale).map(Part::module).toList();
        if (stale.isEmpty()) {
            return;
        }
        console.tell("building " + stale.size() + " parts (the first time, Maven also fetches what they need) ...");
        int status = new Maven(copy.root()).packageModules(stale, copy.log("build"));
        if (status != 0) {
            tail(copy.log("build"));
            throw new CommandFailedException("the build failed; all of it is in " + copy.log("build"));
        }
        console.tell("built after " + seconds(begin) + " s");
    }

    private void refuseTakenPorts(List<Part> parts) throws CommandFailedException {
        for (Part part : parts) {
            if (health.portTaken(part)) {
                throw new CommandFailedException("port " + copy.port(part) + " of " + part.name()
                        + " is taken by another program; stop it, or set CLOUD_PORT_OFFSET (now " + copy.portOffset()
                        + ") to shift all ports");
            }
        }
    }

    private void start(List<Part> parts) {
        Unpacked unpacked = new Unpacked(copy);
        for (Part part : parts) {
            Program program = unpacked.of(part);
            new PartProcess(copy, part.name()).start(Commands.toRun(program), environment.of(part));
        }
    }

    private void awaitAll(List<Part> parts) throws CommandFailedException, InterruptedException {
        Map<String, Part> waiting = new LinkedHashMap<>();
        parts.forEach(part -> waiting.put(part.name(), part));
        Instant end = Instant.now().plus(PATIENCE);
        Instant reminder = Instant.now().plus(BETWEEN_REMINDERS);
        while (!waiting.isEmpty()) {
            for (Part part : List.copyOf(waiting.values())) {
                switch (health.of(part)) {
                    case UP -> {
                        waiting.remove(part.name());
                        console.tell("%-18s up on port %5d  after %5.1f s"
                                .formatted(part.name(), copy.port(part), secondsOf(begin)));
                    }
                    case DOWN -> {
                        tail(copy.log(part.name()));
                        throw new CommandFailedException(part.name() + " has ended; its log is " + copy.log(part.name())
                                + " (what else runs can be ended with ./cloud down)");
                    }
                    case STARTING -> {
                        // It has until the end of our patience.
                    }
                }
            }
            if (Instant.now().isAfter(end)) {
                Part first = waiting.values().iterator().next();
                tail(copy.log(first.name()));
                throw new CommandFailedException("not up within " + PATIENCE.toMinutes() + " minutes: "
                        + String.join(", ", waiting.keySet()) + "; logs are in " + copy.logs());
            }
            if (Instant.now().isAfter(reminder) && !waiting.isEmpty()) {
                console.tell("waiting for " + String.join(", ", waiting.keySet()) + " ...");
                reminder = Instant.now().plus(BETWEEN_REMINDERS);
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Health is what parts say of themselves; the platform is up when a caller is answered rightly. */
    private void firstCall() throws CommandFailedException, InterruptedException {
        if (!has("edge")) {
            return;
        }
        boolean hasAreas = has("resident-service");
        String path = hasAreas ? "/api/v1/areas?parent=310000000000" : "/api/v1/me";
        Instant end = Instant.now().plus(PATIENCE);
        String last = "";
        try (Platform platform = new Platform(copy, secrets)) {
            while (Instant.now().isBefore(end)) {
                try {
                    String token = platform.token(Map.of("role", "city-operator"));
                    HttpResponse<String> answer =
                            platform.send(platform.request(path, token).GET().build());
                    last = answer.statusCode() + " " + answer.body();
                    if (answer.statusCode() == 200 && (!hasAreas || districts(answer.body()) == DISTRICTS)) {
                        console.tell(
                                "%-18s answers GET %s  after %5.1f s".formatted("gateway", path, secondsOf(begin)));
                        return;
                    }
                } catch (IOException e) {
                    last = String.valueOf(e.getMessage());
                }
                Thread.sleep(PAUSE);
            }
        }
        throw new CommandFailedException("GET " + copy.gateway() + path + " is not answered rightly: " + last);
    }

    private static int districts(String body) {
        return JsonMapper.shared().readTree(body).path("items").size();
    }

    private void sampleCity(OptionalInt wanted) throws CommandFailedException, InterruptedException {
        int residents = wanted.orElse(DEFAULT_RESIDENTS);
        if (residents == 0 || !has("edge") || !has("resident-service")) {
            return;
        }
        try (Platform platform = new Platform(copy, secrets)) {
            ImportingSampleCity city = new ImportingSampleCity(platform, copy.data());
            if (!city.isDone(wanted.orElse(1))) {
                console.tell("bringing in " + residents + " people of the sample city ...");
                city.bring(residents, progress -> {});
                console.tell("%-18s %d people  after %5.1f s".formatted("sample city", residents, secondsOf(begin)));
            }
            sampleOrganisations(new EnteringSampleOrganisations(platform, copy.data()), city.brought());
            if (has("team-service")) {
                sampleTeams(new FoundingSampleTeams(platform, copy.data()), city.brought());
            }
        } catch (IOException e) {
            throw new CommandFailedException("the sample city could not be brought in: " + e.getMessage());
        }
    }

    /** A platform without sample organisations is a platform: what fails is told, and done at the next start. */
    private void sampleOrganisations(EnteringSampleOrganisations organisations, int residents)
            throws InterruptedException {
        if (organisations.isDone()) {
            return;
        }
        try {
            int entered = organisations.enter(residents);
            console.tell("%-18s %d organisations  after %5.1f s".formatted("sample city", entered, secondsOf(begin)));
        } catch (IOException e) {
            console.tell(
                    "the sample city's organisations are not all entered, the next start goes on: " + e.getMessage());
        }
    }

    /** A platform without sample teams is a platform: what fails is told, and done at the next start. */
    private void sampleTeams(FoundingSampleTeams teams, int residents) throws InterruptedException {
        if (teams.isDone()) {
            return;
        }
        try {
            int founded = teams.found(residents);
            console.tell("%-18s %d teams  after %5.1f s".formatted("sample city", founded, secondsOf(begin)));
        } catch (IOException e) {
            console.tell("the sample city's teams are not all founded, the next start goes on: " + e.getMessage());
        }
    }

    private void sampleStock(OptionalInt wanted) throws CommandFailedException, InterruptedException {
        if (wanted.orElse(DEFAULT_RESIDENTS) == 0 || !has("edge") || !has("resource-service")) {
            return;
        }
        try (Platform platform = new Platform(copy, secrets)) {
            StockingSampleCity stock = new StockingSampleCity(platform, copy.data());
            if (!stock.isDone()) {
                int lots = stock.fill();
                console.tell("%-18s %d lots of stock  after %5.1f s".formatted("sample city", lots, secondsOf(begin)));
            }
        } catch (IOException e) {
            throw new CommandFailedException("the sample city's stores could not be filled: " + e.getMessage());
        }
    }

    private boolean has(String name) {
        return copy.parts().stream().anyMatch(part -> part.name().equals(name));
    }

    private void addresses() {
        List<String> lines = new ArrayList<>();
        if (has("edge")) {
            lines.add("gateway     " + copy.gateway() + "/api/v1");
            lines.add("API pages   " + copy.gateway() + "/docs");
        }
        lines.add("identity    " + copy.identity() + "  (sign-in: the secret is in "
                + copy.secrets().resolve("demo") + ")");
        copy.parts().stream()
                .filter(part -> part.name().equals("registry"))
                .forEach(part -> lines.add("registry    http://127.0.0.1:" + copy.port(part)));
        lines.add("token       ./cloud token social-worker --area 310101002001");
        lines.forEach(console::answer);
    }

    private void tail(Path log) {
        Logs.last(log, TAIL).forEach(line -> console.tell("  | " + Logs.readable(line)));
    }

    private static String seconds(Instant since) {
        return String.format(Locale.ROOT, "%.1f", secondsOf(since));
    }

    private static double secondsOf(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1000.0;
    }
}
