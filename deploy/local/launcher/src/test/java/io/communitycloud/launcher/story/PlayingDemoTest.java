package io.communitycloud.launcher.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.launcher.Platform;
import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlayingDemoTest {

    private static final Path NOWHERE = Path.of("target/no-copy");

    private final Platform platform = new Platform(new Copy(NOWHERE, NOWHERE, 0), new Secrets(NOWHERE));
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void succeedsWhenEveryStepIsAsTold() throws InterruptedException {
        assertThat(play(true, new Scene("all is well", Set.of(), stage -> stage.say("it is"))))
                .isTrue();
        assertThat(text()).contains("1. A trial", "- all is well", "it is", "as told");
    }

    @Test
    void saysWhatIsNotBuiltYetAndForgivesItUnlessStrict() throws InterruptedException {
        Scene scene = Scene.later("a team is mobilised", "team-service");

        assertThat(play(false, scene)).isTrue();
        assertThat(text()).contains("not yet (team-service)");
        assertThat(play(true, scene)).isFalse();
    }

    @Test
    void failsWhenAStepIsOtherwiseAndPlaysOn() throws InterruptedException {
        Scene other = new Scene("a promise", Set.of(), stage -> stage.check(false, "it was broken"));
        Scene next = new Scene("the next", Set.of(), stage -> stage.say("played"));

        assertThat(play(false, other, next)).isFalse();
        assertThat(text()).contains("NOT AS TOLD", "it was broken", "played");
    }

    @Test
    void tellsWhatCameLateAndForgivesItUnlessStrict() throws InterruptedException {
        Scene late = new Scene(
                "a slow promise", Set.of(), stage -> stage.late(Duration.ofMillis(2_000), Duration.ofMillis(2_300)));

        assertThat(play(false, late)).isTrue();
        assertThat(text()).contains("LATE: 2300 ms instead of 2000", "; 1 later than promised");
        assertThat(play(true, late)).isFalse();
    }

    @Test
    void doesNotPretendToTellASceneNobodyWrote() throws InterruptedException {
        assertThat(play(false, Scene.later("built but untold"))).isFalse();
    }

    @Test
    void tellsAllSevenSteps() {
        assertThat(Story.STEPS).extracting(Step::number).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    private boolean play(boolean strict, Scene... scenes) throws InterruptedException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new PlayingDemo(platform, Set.of(), out, List.of(Step.of(1, "A trial", scenes))).play(strict);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
