package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.verify.LivePlatform.Said;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a newcomer sees of the platform in the first minutes. */
@ExtendWith(OnLivePlatform.class)
class PlatformIT {

    private static final int MOST_MIB = 4 * 1024;

    private final LivePlatform platform;

    PlatformIT(LivePlatform platform) {
        this.platform = platform;
    }

    @Test
    void everyPartIsUpAndAllTogetherAreSmall() throws Exception {
        JsonNode status = platform.status();

        assertThat(StreamSupport.stream(status.path("parts").spliterator(), false))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.path("state").asString())
                        .as(part.path("name").asString())
                        .isEqualTo("up"));
        assertThat(StreamSupport.stream(status.path("parts").spliterator(), false)
                        .mapToLong(part -> part.path("rssMiB").asLong())
                        .sum())
                .isLessThan(MOST_MIB);
    }

    @Test
    void saysThatItIsRunningWhenBroughtUpAgain() throws Exception {
        Said said = platform.cloud("up", "--no-build");

        assertThat(said.status()).isZero();
        assertThat(said.progress()).contains("is running");
    }

    @Test
    void printsATokenAndNothingElse() throws Exception {
        Said said = platform.cloud("token", "social-worker", "--area", "310101002001");

        assertThat(said.status()).isZero();
        assertThat(said.answer().strip()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @Test
    void tellsItsStory() throws Exception {
        Said said = platform.cloud("demo");

        assertThat(said.status()).as(said.answer()).isZero();
    }
}
