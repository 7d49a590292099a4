package io.communitycloud.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.launcher.ShowingStatus.Line;
import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Health.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShowingStatusTest {

    @Test
    void tellsProgramsWhatTheyWerePromised() {
        Copy copy = new Copy(Path.of("."), Path.of(".cloud"), 0);
        Line up = new Line(
                "store", State.UP, 27117, Optional.of(42L), Optional.of(80L), Optional.of(Duration.ofSeconds(61)));
        Line down = new Line("edge", State.DOWN, 8080, Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(ShowingStatus.json(copy, List.of(up, down)))
                .isEqualTo("{\"gateway\":\"http://127.0.0.1:8080\",\"parts\":["
                        + "{\"name\":\"store\",\"state\":\"up\",\"port\":27117,\"pid\":42,\"rssMiB\":80,\"uptimeSeconds\":61},"
                        + "{\"name\":\"edge\",\"state\":\"down\",\"port\":8080,\"pid\":null,\"rssMiB\":null,\"uptimeSeconds\":null}"
                        + "]}");
    }

    @Test
    void tellsPeopleAnUptimeTheyCanRead() {
        assertThat(ShowingStatus.readable(Duration.ofSeconds(59))).isEqualTo("59s");
        assertThat(ShowingStatus.readable(Duration.ofSeconds(125))).isEqualTo("2m5s");
        assertThat(ShowingStatus.readable(Duration.ofMinutes(125))).isEqualTo("2h5m");
    }
}
