package io.communitycloud.exchange.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.communitycloud.exchange.manifest.ManifestReader.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestReaderTest {

    @Test
    void readsAManifestAndKnowsTheAddressesOfItsInstallation() {
        Manifest manifest = Samples.served(Samples.simple(7)).manifest();
        assertThat(manifest.version()).isEqualTo(7);
        assertThat(manifest.base()).isEqualTo("http://127.0.0.1:9/tst-01");
        assertThat(manifest.callTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(manifest.operations()).containsOnlyKeys("ping");
    }

    /** A slip, the line it is in (the simple manifest has 28), and a word of the reason. */
    static Stream<Arguments> slips() {
        return Stream.of(
                arguments("protocol: rest-json", "protocol: REST JSON!", 6, "/protocol"),
                arguments("version: 1", "version: one", 2, "/version"),
                arguments("version: 1", "nonsense: 1\nversion: 1", 2, "/nonsense"),
                arguments("bureau: TST\n", "", 1, "/bureau"),
                arguments("bureau: TST", "bureau: [TST", 5, "not YAML"),
                arguments("bureau: TST", "bureau: TST\nbureau: TST", 5, "twice"),
                arguments("${legacy.base}", "${legacy.nowhere}", 7, "address"),
                arguments("encoding: UTF-8", "encoding: UTF-88", 8, "encoding"),
                arguments("{kind: none}", "{kind: basic, secret: opensesame}", 9, "secret"),
                arguments("operation: ping, request", "operation: pong, request", 13, "reading operation"),
                arguments("kind: read", "kind: ask", 17, "/kind"),
                arguments("roles: [social-worker]", "roles: [king]", 18, "role that is none"),
                arguments("send: '{\"query\": {\"area\": area}}'", "send: '{\"query\": {'", 22, "JSONata"),
                arguments("{\"answer\": said}", "{\"answer\": told}", 28, "example/data"),
                arguments("{answer: pong}", "{answer: ping}", 28, "example/data"),
                arguments("{query: {area: \"310101002001\"}}", "{query: {area: \"1\"}}", 26, "example/sent"),
                arguments("request: {area: \"310101002001\"}", "request: {area: 7}", 25, "example/request"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void namesTheLineAndTheReasonOfASlip(String right, String wrong, int line, String reason) {
        String file = Samples.simple(1).replace(right, wrong);
        assertThat(Samples.read(file)).isInstanceOfSatisfying(Outcome.Bad.class, bad -> {
            assertThat(bad.reason()).contains(reason);
            assertThat(bad.line()).as(bad.reason()).isEqualTo(line);
        });
    }

    @Test
    void neverRepeatsASecretThatStandsWhereItsNameShould() {
        String file = Samples.simple(1).replace("{kind: none}", "{kind: basic, secret: opensesame}");
        assertThat(Samples.read(file))
                .isInstanceOfSatisfying(
                        Outcome.Bad.class, bad -> assertThat(bad.reason()).doesNotContain("opensesame"));
    }

    @Test
    void refusesHoursThatEndBeforeTheyBegin() {
        assertThat(Samples.read(Samples.with("hours: [{time: \"22:00-05:00\"}]")))
                .isInstanceOfSatisfying(
                        Outcome.Bad.class, bad -> assertThat(bad.line()).isEqualTo(29));
    }

    @Test
    void refusesAnchorsByWhichASmallFileBecomesALargeTree() {
        String bomb = "a: &a [1,1,1]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n";
        assertThat(Samples.read(bomb)).isInstanceOf(Outcome.Bad.class);
    }

    @Test
    void asksWhoeverLooksAtManifestsBesides() {
        ManifestCheck check = manifest -> List.of(new ManifestCheck.Finding("/bureau", "is unknown here"));
        assertThat(Samples.reader(List.of(check)).read("trial.yaml", Samples.simple(1)))
                .isEqualTo(new Outcome.Bad("TST-01", 4, "/bureau: is unknown here"));
    }
}
