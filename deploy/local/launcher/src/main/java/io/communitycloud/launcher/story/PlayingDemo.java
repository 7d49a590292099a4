package io.communitycloud.launcher.story;

import io.communitycloud.launcher.Platform;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Plays the story from its first step to its last and tells whether the platform did as told. */
public final class PlayingDemo {

    private final Platform platform;
    private final Set<String> parts;
    private final PrintStream out;
    private final List<Step> story;

    /**
     * A play on a running platform.
     *
     * @param parts the names of the parts it consists of; scenes that need others are not yet told
     */
    public PlayingDemo(Platform platform, Set<String> parts, PrintStream out) {
        this(platform, parts, out, Story.STEPS);
    }

    PlayingDemo(Platform platform, Set<String> parts, PrintStream out, List<Step> story) {
        this.platform = platform;
        this.parts = Set.copyOf(parts);
        this.out = out;
        this.story = List.copyOf(story);
    }

    private enum Outcome {
        TOLD,
        NOT_YET,
        OTHERWISE
    }

    /**
     * Plays it.
     *
     * @param strict whether a scene whose service does not exist yet, or that came later than promised, counts as a
     *     failure
     * @return whether everything was as told
     */
    public boolean play(boolean strict) throws InterruptedException {
        Stage stage = new Stage(platform, out);
        int told = 0;
        int notYet = 0;
        int otherwise = 0;
        for (Step step : story) {
            out.println(step.number() + ". " + step.title());
            for (Scene scene : step.scenes()) {
                switch (play(scene, stage)) {
                    case TOLD -> told++;
                    case NOT_YET -> notYet++;
                    case OTHERWISE -> otherwise++;
                }
            }
        }
        out.println();
        out.println(told + " scenes as told, " + notYet + " not yet, " + otherwise + " not as told"
                + (stage.late() == 0 ? "" : "; " + stage.late() + " later than promised"));
        return otherwise == 0 && (notYet + stage.late() == 0 || !strict);
    }

    private Outcome play(Scene scene, Stage stage) throws InterruptedException {
        out.println("  - " + scene.what());
        Set<String> missing = new TreeSet<>(scene.needs());
        missing.removeAll(parts);
        if (!missing.isEmpty()) {
            out.println("    not yet (" + String.join(", ", missing) + ")");
            return Outcome.NOT_YET;
        }
        Instant begin = Instant.now();
        try {
            scene.telling().on(stage);
            out.println("    as told, " + seconds(begin) + " s");
            return Outcome.TOLD;
        } catch (NotAsToldException | IOException e) {
            out.println(
                    "    NOT AS TOLD after " + seconds(begin) + " s: " + Stage.shorten(String.valueOf(e.getMessage())));
            return Outcome.OTHERWISE;
        }
    }

    private static String seconds(Instant since) {
        return String.format(
                Locale.ROOT, "%.2f", Duration.between(since, Instant.now()).toMillis() / 1000.0);
    }
}
