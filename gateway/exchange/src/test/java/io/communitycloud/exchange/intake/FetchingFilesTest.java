package io.communitycloud.exchange.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.exchange.Api;
import io.communitycloud.exchange.ExchangeTest;
import io.communitycloud.exchange.Surroundings;
import io.communitycloud.exchange.intake.Intakes.Source;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** PSB-02's and HRS-02's folders: what is taken from there, what is told, and what is answered afterwards. */
@ExchangeTest
class FetchingFilesTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COMMITTEE = "310101002001";

    private final Api api;
    private final FetchingFiles fetching;
    private final Intakes intakes;
    private final IntakeTickets tickets;
    private final TestTokens tokens = TestTokens.shared();

    FetchingFilesTest(
            @LocalServerPort int port,
            @Autowired FetchingFiles fetching,
            @Autowired Intakes intakes,
            @Autowired IntakeTickets tickets,
            @Autowired AreaTree areas) {
        this.api = new Api(port);
        this.fetching = fetching;
        this.intakes = intakes;
        this.tickets = tickets;
        areas.put(List.of(
                area("310000000000", Level.CITY, null),
                area("310101000000", Level.DISTRICT, "310000000000"),
                area("310101002000", Level.STREET, "310101000000"),
                area(COMMITTEE, Level.COMMITTEE, "310101002000")));
    }

    private static Area area(String code, Level level, @Nullable String parent) {
        return new Area(code, level, "area " + code, parent, LocalDate.of(2023, 6, 30), null, null);
    }

    @Test
    void takesAFileOnceItsMarkerIsThereAndItsChecksumIsItsOwnAndAnswersFromIt() throws Exception {
        Folder folder = new Folder();
        folder.put("FW_20261101_001.txt", ("DZ1|云南中路|3号|101|OLD|1|" + COMMITTEE + "\n").getBytes(GB18030));
        look("PSB-02", folder);
        assertThat(newest("PSB-02")).isEqualTo("FW_20261101_001.txt FAILED marker-missing");

        folder.put("FW_20261101_001.txt.ok", new byte[0]);
        look("PSB-02", folder);
        assertThat(newest("PSB-02")).isEqualTo("FW_20261101_001.txt FAILED checksum-missing");

        folder.put("md5.txt", "00  FW_20261101_001.txt\n".getBytes(StandardCharsets.US_ASCII));
        look("PSB-02", folder);
        assertThat(newest("PSB-02")).isEqualTo("FW_20261101_001.txt FAILED checksum-wrong");

        folder.sums();
        look("PSB-02", folder);
        assertThat(newest("PSB-02")).isEqualTo("FW_20261101_001.txt DONE ");
        assertThat(addresses()).containsExactly("DZ1");

        // The next day's file holds what changed; a row that stands there twice is told.
        folder.put(
                "FW_20261102_001.txt",
                ("DZ2|云南中路|4号|101|OLD|0|" + COMMITTEE + "\n").repeat(2).getBytes(GB18030));
        folder.put("FW_20261102_001.txt.ok", new byte[0]);
        folder.sums();
        look("PSB-02", folder);
        assertThat(newest("PSB-02")).isEqualTo("FW_20261102_001.txt DONE ");
        assertThat(addresses()).containsExactlyInAnyOrder("DZ1", "DZ2");
        JsonNode ticket = list("PSB-02").get(0);
        assertThat(ticket.path("failed").asInt()).isEqualTo(1);
    }

    @Test
    void replacesAllThatWasThereByAFullFileAndByNothingThatIsCutOff() throws Exception {
        String number = "310199196203050014";
        Folder folder = new Folder();
        folder.put("TX_20261003.txt", retired(number, "王𬭚"));
        look("HRS-02", folder);
        assertThat(newest("HRS-02")).isEqualTo("TX_20261003.txt DONE ");
        assertThat(name(number)).isEqualTo("王𬭚");

        byte[] next = retired(number, "张三");
        folder.put("TX_20261103.txt", Arrays.copyOf(next, next.length - 30));
        look("HRS-02", folder);
        assertThat(newest("HRS-02")).isEqualTo("TX_20261103.txt FAILED truncated-file");
        assertThat(name(number)).isEqualTo("王𬭚");

        folder.put("TX_20261103.txt", next);
        look("HRS-02", folder);
        assertThat(newest("HRS-02")).isEqualTo("TX_20261103.txt DONE ");
        assertThat(name(number)).isEqualTo("张三");
    }

    private void look(String system, Folder folder) throws IOException {
        Source source = intakes.find(system).orElseThrow();
        fetching.take(source, Objects.requireNonNull(source.intake().fetch()), folder);
        await().atMost(PATIENCE)
                .until(() -> tickets.running(50).stream()
                        .noneMatch(ticket -> ticket.system().equals(system)));
    }

    private String newest(String system) {
        JsonNode ticket = list(system).get(0);
        return ticket.path("what").asString() + " " + ticket.path("state").asString() + " "
                + ticket.path("code").asString("");
    }

    private JsonNode list(String system) {
        return api.get(
                        "/api/v1/legacy-systems/" + system + "/tickets",
                        tokens.role("bureau-client").bureau(system.substring(0, 3)))
                .is(200)
                .body()
                .path("items");
    }

    private List<String> addresses() {
        return api.post(
                        "/legacy/PSB-02/addresses",
                        tokens.role("social-worker").area(COMMITTEE),
                        "{\"area\":\"" + COMMITTEE + "\"}")
                .is(200)
                .body()
                .at("/data/items")
                .valueStream()
                .map(item -> item.path("addressCode").asString())
                .toList();
    }

    private String name(String number) {
        Surroundings.residents(number);
        return api.post(
                        "/legacy/HRS-02/retirement",
                        tokens.role("social-worker").area("310101002001"),
                        "{\"residentId\":\"R-1\"}",
                        "X-Purpose",
                        "care")
                .is(200)
                .body()
                .at("/data/name")
                .asString();
    }

    private static byte[] retired(String number, String name) {
        byte[] line = new byte[89];
        Arrays.fill(line, (byte) ' ');
        put(line, 0, number);
        put(line, 18, name);
        put(line, 68, "20220305");
        put(line, 76, "10012345678");
        put(line, 87, "\r\n");
        return line;
    }

    private static void put(byte[] line, int at, String text) {
        byte[] bytes = text.getBytes(GB18030);
        System.arraycopy(bytes, 0, line, at, bytes.length);
    }

    /** A folder in memory. */
    private static final class Folder implements RemoteFiles {

        private final Map<String, byte[]> files = new TreeMap<>();
        private int writes;
        private final Map<String, String> stamps = new TreeMap<>();

        void put(String name, byte[] content) {
            files.put(name, content);
            stamps.put(name, "stamp-" + writes++);
        }

        void sums() throws NoSuchAlgorithmException {
            StringBuilder sums = new StringBuilder();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                sums.append(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("MD5").digest(file.getValue())))
                        .append("  ")
                        .append(file.getKey())
                        .append('\n');
            }
            put("md5.txt", sums.toString().getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public List<Found> list() {
            return files.keySet().stream()
                    .map(name -> new Found(
                            name,
                            Objects.requireNonNull(files.get(name)).length,
                            Objects.requireNonNull(stamps.get(name))))
                    .toList();
        }

        @Override
        public byte[] read(String name, int mostBytes) {
            return Objects.requireNonNull(files.get(name));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
