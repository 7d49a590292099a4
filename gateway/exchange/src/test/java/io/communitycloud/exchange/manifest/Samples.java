package io.communitycloud.exchange.manifest;

import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.exchange.manifest.ManifestReader.Outcome;
import java.util.List;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** A manifest as simple as one can be, and what a test adds to it. */
public final class Samples {

    private static final String SIMPLE = """
            id: TST-01
            version: 1
            name: {zh: 试验, en: Trial}
            bureau: TST
            owner: resident-service
            protocol: rest-json
            base: ${legacy.base}/tst-01
            encoding: UTF-8
            authentication: {kind: none}
            limits: {concurrency: 25}
            timeouts: {callMs: 2000}
            latencyMs: {p50: 20, p95: 100}
            probe: {operation: ping, request: {}}
            operations:
              ping:
                title: {zh: 试, en: Ping}
                kind: read
                access: {roles: [social-worker]}
                request: {type: object, additionalProperties: false, properties: {area: {type: string}}}
                answer: {type: object, required: [answer]}
                wire: {path: /ping}
                send: '{"query": {"area": area}}'
                receive: '{"answer": said}'
                example:
                  request: {area: "310101002001"}
                  sent: {query: {area: "310101002001"}}
                  received: {status: 200, body: {said: pong}}
                  data: {answer: pong}
            """;

    private Samples() {}

    public static String simple(int version) {
        return SIMPLE.replace("version: 1", "version: " + version);
    }

    /** The simple manifest with more lines at its end. */
    public static String with(String lines) {
        return simple(1) + lines;
    }

    static Outcome read(String yaml) {
        return reader(List.of()).read("trial.yaml", yaml);
    }

    public static Served served(String yaml) {
        return switch (read(yaml)) {
            case Outcome.Good good -> good.served();
            case Outcome.Bad bad -> throw new AssertionError("line " + bad.line() + ": " + bad.reason());
        };
    }

    static ManifestReader reader(List<ManifestCheck> checks) {
        return new ManifestReader(
                new JsonMapper(),
                checks,
                new MockEnvironment()
                        .withProperty("legacy.base", "http://127.0.0.1:9")
                        .withProperty("legacy.tls-base", "https://127.0.0.1:9")
                        .withProperty("legacy.sftp", "127.0.0.1:9"),
                MovableClock.inNovember());
    }
}
