package io.communitycloud.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

    @Test
    void bindsLoopbackOnly() {
        Properties properties = new BrokerSettings(Path.of("/tmp/data"), 9192, 9193).toProperties();

        assertThat(properties.getProperty("listeners"))
                .isEqualTo("PLAINTEXT://127.0.0.1:9192,CONTROLLER://127.0.0.1:9193");
    }

    @Test
    void takesItsPortsAndItsFolderFromTheEnvironment() {
        BrokerSettings settings = BrokerSettings.from(
                Map.of("CLOUD_HOME", "/tmp/copy", "BROKER_PORT", "9292", "BROKER_CONTROLLER_PORT", "9293"));

        assertThat(settings).isEqualTo(new BrokerSettings(Path.of("/tmp/copy/data/broker"), 9292, 9293));
    }
}
