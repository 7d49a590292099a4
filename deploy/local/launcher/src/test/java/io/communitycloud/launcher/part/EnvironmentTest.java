package io.communitycloud.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

    @TempDir
    private Path home;

    private Environment environment;

    @BeforeEach
    void aCopy() {
        Copy copy = new Copy(home, home, 100);
        environment = new Environment(copy, new Secrets(copy.secrets()));
    }

    @Test
    void tellsAServiceWhereEverythingIs() {
        Map<String, String> service = environment.of(part("resident-service"));

        assertThat(service)
                .containsEntry("SERVER_PORT", "8201")
                .containsEntry("MANAGEMENT_SERVER_PORT", "9201")
                .containsEntry("MONGODB_URI", "mongodb://127.0.0.1:27217")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9292")
                .containsEntry("OIDC_ISSUER_URI", "http://127.0.0.1:9100")
                .containsEntry("CLIENT_ID", "resident-service");
        assertThat(service.get("REGISTRY_URI")).endsWith("@127.0.0.1:8861/eureka");
    }

    @Test
    void keepsTheKeysOfPersonalDataFromPartsThatHaveNone() {
        assertThat(environment.of(part("broker"))).doesNotContainKeys("PRIVACY_KEY", "CLIENT_SECRET");
        assertThat(environment.of(part("registry"))).doesNotContainKeys("PRIVACY_KEY", "CLIENT_SECRET");
        assertThat(environment.of(part("identity"))).doesNotContainKeys("PRIVACY_KEY", "CLIENT_SECRET");
    }

    @Test
    void givesTheKeyOfCertificatesToThePartThatSignsThemAlone() {
        assertThat(environment.of(part("emergency-service")).get("CERTIFICATE_KEY"))
                .satisfies(key -> assertThat(Base64.getDecoder().decode(key)).hasSize(32));
        assertThat(environment.of(part("resident-service"))).doesNotContainKey("CERTIFICATE_KEY");
    }

    @Test
    void givesTheRegistryWhatItsCallersArePresenting() {
        String password = environment.of(part("registry")).get("REGISTRY_PASSWORD");

        assertThat(environment.of(part("edge")).get("REGISTRY_URI")).contains(":" + password + "@");
    }

    private static Part part(String name) {
        return Parts.known().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
