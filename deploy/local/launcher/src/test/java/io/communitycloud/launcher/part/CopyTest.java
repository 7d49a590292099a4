package io.communitycloud.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTest {

    @TempDir
    private Path home;

    @Test
    void shiftsAllAddressesByOneSetting() {
        Copy copy = Copy.from(home, Map.of("CLOUD_HOME", home.toString(), "CLOUD_PORT_OFFSET", "200"));

        assertThat(copy.gateway()).isEqualTo(URI.create("http://127.0.0.1:8280"));
        assertThat(copy.identity()).isEqualTo(URI.create("http://127.0.0.1:9200"));
        assertThat(Parts.known()).allSatisfy(part -> assertThat(copy.port(part)).isEqualTo(part.port() + 200));
    }

    @Test
    void findsARunningCopyWithoutBeingToldItsShiftAgain() {
        new Copy(home, home, 300).rememberOffset();

        assertThat(Copy.from(home, Map.of("CLOUD_HOME", home.toString())).portOffset())
                .isEqualTo(300);
    }

    @Test
    void startsUnshiftedOnceNothingRuns() {
        Copy copy = new Copy(home, home, 300);
        copy.rememberOffset();
        copy.forgetOffset();

        assertThat(Copy.from(home, Map.of("CLOUD_HOME", home.toString())).portOffset())
                .isZero();
    }

    @Test
    void refusesAShiftThatLeadsBeyondTheLastPort() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Copy(home, home, 40_000));
    }

    @Test
    void refusesAShiftThatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Copy.from(home, Map.of("CLOUD_HOME", home.toString(), "CLOUD_PORT_OFFSET", "some")))
                .withMessageContaining("CLOUD_PORT_OFFSET");
    }
}
