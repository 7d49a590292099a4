package io.communitycloud.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.communitycloud.launcher.part.Health.State;
import io.communitycloud.launcher.part.Part.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {

    @TempDir
    private Path home;

    private HttpServer management;
    private Copy copy;
    private Part part;
    private int readiness = 503;

    @BeforeEach
    void aPartWithAManagementPort() throws IOException {
        management = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        management.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(readiness, -1);
            exchange.close();
        });
        management.start();
        copy = new Copy(home, home, 0);
        part = new Part("trial", "trial", Kind.BOOT, management.getAddress().getPort() - 1000, 2, 64, List.of());
    }

    @AfterEach
    void end() {
        management.stop(0);
        new PartProcess(copy, part.name()).kill();
    }

    @Test
    void isDownWithoutAProcessEvenIfAStrangerAnswers() {
        readiness = 200;

        assertThat(new Health(copy).of(part)).isEqualTo(State.DOWN);
    }

    @Test
    void isStartingUntilItSaysThatItIsReady() {
        new PartProcess(copy, part.name()).start(List.of("sleep", "60"), Map.of());

        assertThat(new Health(copy).of(part)).isEqualTo(State.STARTING);

        readiness = 200;
        assertThat(new Health(copy).of(part)).isEqualTo(State.UP);
    }
}
