package io.communitycloud.exchange.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.Served;
import io.communitycloud.legacy.control.LastRequests.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every operation of every system that answers at once, by the bytes it sends and by what becomes of the answer, as recorded
 * under {@code src/test/resources/wire}. The stand-ins have checked signature, session, digest or certificate before they
 * answer. {@code WIRE_RECORD=true} in the environment records anew.
 */
class WireContractTest {

    private static final Path RECORDINGS = Path.of("src", "test", "resources", "wire");
    private static final boolean RECORDING = Boolean.parseBoolean(System.getenv("WIRE_RECORD"));

    /** The client's own, and a signature that differs each time because SM2's does. */
    private static final Set<String> LEFT_OUT =
            Set.of("host", "user-agent", "content-length", "connection", "x-signature", "x-client-certificate");

    private static final Set<String> ONLINE =
            Set.of("PSB-01", "PSB-03", "CAB-03", "CAB-04", "ORG-02", "PLC-01", "HLT-01", "HRS-01", "HMB-02", "EMB-02");

    private final Bureaus bureaus = Bureaus.shared();

    @Test
    void everyManifestOfAnOnlineSystemIsServed() {
        assertThat(bureaus.manifests().rejections())
                .filteredOn(rejection -> ONLINE.contains(String.valueOf(rejection.systemId())))
                .isEmpty();
        assertThat(ONLINE).allMatch(id -> bureaus.manifests().find(id).isPresent());
    }

    /** Reads come first: what is written is read from then on. */
    @TestFactory
    Stream<DynamicTest> sendsTheRecordedBytesAndUnderstandsTheAnswer() {
        return Stream.of(Manifest.Kind.READ, Manifest.Kind.WRITE).flatMap(this::operations);
    }

    private Stream<DynamicTest> operations(Manifest.Kind kind) {
        return bureaus.manifests().all().stream()
                .filter(served -> String.valueOf(served.manifest().base()).startsWith("http"))
                .flatMap(served -> served.manifest().operations().entrySet().stream()
                        .filter(operation -> operation.getValue().kind() == kind)
                        .map(operation -> DynamicTest.dynamicTest(
                                served.manifest().id() + " " + operation.getKey(),
                                () -> check(served, operation.getKey()))));
    }

    private void check(Served served, String operation) throws Exception {
        Manifest.Operation says = served.operation(operation).orElseThrow().says();
        ObjectNode request = says.example().request().deepCopy();
        if (says.personal()) {
            request.put("citizenNumber", bureaus.rarelyNamed());
        }
        String id = served.manifest().id();
        bureaus.begin(id + "/" + operation);
        Calling.Data data = bureaus.call(id, operation, request);

        compare(id, operation + ".request", wire(bureaus.lastRequest(id)));
        compare(id, operation + ".data.json", pretty(data.data()));
    }

    private static void compare(String system, String name, byte[] actual) throws IOException {
        Path recorded = RECORDINGS.resolve(system).resolve(name);
        if (RECORDING) {
            Files.createDirectories(RECORDINGS.resolve(system));
            Files.write(recorded, actual);
        }
        assertThat(new String(actual, StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(Files.readAllBytes(recorded), StandardCharsets.ISO_8859_1));
    }

    private static byte[] pretty(JsonNode data) {
        return (JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(data) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The request as it came, without what the client adds of its own; sessions are named, not quoted. */
    private static byte[] wire(Recorded request) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(request.method() + " " + request.target() + "\n");
        new TreeMap<>(request.headers()).forEach((name, value) -> {
            if (!LEFT_OUT.contains(name)) {
                head.append(name).append(": ").append(value).append('\n');
            }
        });
        String body = new String(request.bytes(), StandardCharsets.ISO_8859_1);
        for (byte each : (withoutSessions(head.toString()) + "\n" + withoutSessions(body))
                .getBytes(StandardCharsets.ISO_8859_1)) {
            wire.write(each);
        }
        return wire.toByteArray();
    }

    private static String withoutSessions(String text) {
        String without = text;
        for (String before : List.of(
                "JSESSIONID=", "_token=", "<token>", "x-token: ", "authorization: Bearer (?=[0-9a-f]{32}\\b)")) {
            without = without.replaceAll("(" + before + ")[0-9a-f]{32}", "$1{session}");
        }
        return without;
    }
}
