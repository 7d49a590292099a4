package io.communitycloud.exchange.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.exchange.ExchangeTest;
import io.communitycloud.exchange.Surroundings;
import io.communitycloud.exchange.intake.IntakeBatches.Batch;
import io.communitycloud.exchange.intake.IntakeBatches.Row;
import io.communitycloud.exchange.intake.Pushes.Answer;
import io.communitycloud.exchange.intake.format.SealedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HLT-03's pushes and ORG-01's files, from the inbox to the services that own their rows. */
@ExchangeTest
class InboxTest {

    private static final WireMockServer EMERGENCY = Surroundings.EMERGENCY;
    private static final String LISTS = "/api/v1/key-person-lists";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NUMBER = "310199196203050014";
    private static final byte[] SEALING = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Pushes pushes;
    private final Clock clock;
    private final MongoTemplate mongo;
    private final IntakeKeys keys;
    private final IntakeBatches batches;
    private final IntakeTickets tickets;
    private final TestTokens tokens = TestTokens.shared();
    private final String play = UUID.randomUUID().toString();

    InboxTest(
            @LocalServerPort int port,
            @Autowired Clock clock,
            @Autowired MongoTemplate mongo,
            @Autowired IntakeKeys keys,
            @Autowired IntakeBatches batches,
            @Autowired IntakeTickets tickets) {
        this.pushes = new Pushes(port);
        this.clock = clock;
        this.mongo = mongo;
        this.keys = keys;
        this.batches = batches;
        this.tickets = tickets;
        Surroundings.secret("org-01/sm4-key", "0123456789abcdef");
    }

    @Test
    void handsAPushOverAndTellsOfEachBadRow() {
        emergencyTakesAllBut(play, 2, "arrivedAt", "not-in-future");
        List<Map<String, String>> tasks = tasks(5);
        tasks.add(Pushes.task(play + "-bad", "张三", NUMBER.substring(0, 17) + "5"));
        tasks.add(Pushes.task(play + "-0", "又来", NUMBER));
        byte[] body = Pushes.list("B-" + play, tasks);

        Answer first = pushes.push(body, clock.instant());
        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(first.location()).startsWith("/api/v1/legacy-systems/HLT-03/tickets/");
        assertThat(first.body().path("total").asInt()).isEqualTo(7);

        JsonNode done = closed(first.location());
        assertThat(done.path("done").asInt()).isEqualTo(4);
        assertThat(done.path("failed").asInt()).isEqualTo(3);
        assertThat(problems(done))
                .containsExactlyInAnyOrder(
                        "6 idNo citizen-number-check-digit", "7 taskId repeated-key", "2 arriveAt not-in-future");
        assertThat(done.path("problems").get(0).path("reason").asString()).isNotEmpty();

        String csv = pushes.get(first.location() + "/errors", bureau()).text();
        assertThat(csv).startsWith("row,column,code,outcome\r\n").contains("2,arriveAt,not-in-future,refused");
        assertThat(pushes.get(first.location(), tokens.role("bureau-client").bureau("PSB"))
                        .status())
                .isEqualTo(404);

        // The same again, signed anew and written otherwise, is the same.
        byte[] otherwise = (" " + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        assertThat(pushes.push(otherwise, clock.instant()).location()).isEqualTo(first.location());
        assertThat(listsOf(play)).hasSize(1);
        Answer other = pushes.push(Pushes.list("B-" + play, tasks(1)), clock.instant());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("push-key-of-another");
    }

    @Test
    void takesTheSamePushTenTimesAtOnceAsOne() throws Exception {
        emergencyTakesAll(play);
        byte[] body = Pushes.list("B-" + play, tasks(2_000));
        Instant now = clock.instant();
        Set<String> locations = new HashSet<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Instant at = now.plusMillis(i);
                answers.add(senders.submit(() -> pushes.push(body, at)));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(202);
                locations.add(answer.get().location());
            }
        }
        assertThat(locations).hasSize(1);
        JsonNode done = closed(locations.iterator().next());
        assertThat(done.path("done").asInt()).isEqualTo(2_000);
        assertThat(done.path("failed").asInt()).isZero();
        Set<String> handed = new HashSet<>();
        listsOf(play)
                .forEach(list -> list.path("rows")
                        .forEach(row -> assertThat(handed.add(row.path("taskId").asString()))
                                .isTrue()));
        assertThat(handed).hasSize(2_000);
    }

    @Test
    void finishesWhatACrashInterruptedInTheMiddleOfWriting() {
        emergencyTakesAll(play);
        List<Map<String, String>> tasks = tasks(450);
        // The ticket was named and one of three batches written, then the process died.
        byte[] body = Pushes.list("B-" + play, tasks);
        Answer whole = pushes.push(Pushes.list("C-" + play, tasks), clock.instant());
        String hash = Objects.requireNonNull(mongo.getCollection("intake_keys")
                        .find(new Document("ticket", idOf(whole.location())))
                        .first())
                .getString("hash");
        String ticket = keys.ticketOf("HLT-03", "B-" + play, hash, id -> false);
        batches.keep(new Batch(ticket, 1, rows(tasks, 200)), 0, 0);

        Answer again = pushes.push(body, clock.instant());
        assertThat(idOf(again.location())).isEqualTo(ticket);
        assertThat(closed(again.location()).path("done").asInt()).isEqualTo(450);
        assertThat(listsOf(play))
                .filteredOn(list -> list.path("key").asString().startsWith(ticket))
                .hasSize(3);
    }

    @Test
    void handsOverUnderTheSameNameOnceTheOwnerIsBack() {
        EMERGENCY.stubFor(post(urlPathEqualTo(LISTS))
                .withRequestBody(matchingJsonPath("$.rows[0].taskId", equalTo(play + "-0")))
                .inScenario(play)
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("back"));
        EMERGENCY.stubFor(post(urlPathEqualTo(LISTS))
                .withRequestBody(matchingJsonPath("$.rows[0].taskId", equalTo(play + "-0")))
                .inScenario(play)
                .whenScenarioStateIs("back")
                .willReturn(okJson("{\"id\":\"L\",\"bad\":0}").withStatus(202)));
        Answer pushed = pushes.push(Pushes.list("B-" + play, tasks(3)), clock.instant());
        assertThat(closed(pushed.location()).path("done").asInt()).isEqualTo(3);
        List<LoggedRequest> asked = EMERGENCY.findAll(postRequestedFor(urlPathEqualTo(LISTS))
                .withRequestBody(matchingJsonPath("$.rows[0].taskId", equalTo(play + "-0"))));
        assertThat(asked).hasSize(2);
        assertThat(asked.stream().map(each -> each.getHeader("Idempotency-Key")).distinct())
                .containsExactly("\"intake-" + idOf(pushed.location()) + "-1\"");
    }

    @Test
    void refusesWhatIsNotProvenEachForItsOwnReasonAndStoresNothing() {
        byte[] body = Pushes.list("B-" + play, tasks(1));
        byte[] altered =
                new String(body, StandardCharsets.UTF_8).replace("境外", "境内").getBytes(StandardCharsets.UTF_8);
        String now = Long.toString(clock.instant().toEpochMilli());
        long before = mongo.getCollection("intake_keys").countDocuments();

        refused(pushes.post("HLT-03", body), 401, "push-unsigned");
        refused(pushes.post("HLT-03", body, "X-Timestamp", now, "X-Signature", "nonsense"), 401, "push-unsigned");
        refused(pushes.push(altered, now, body), 401, "push-signature-wrong");
        refused(pushes.push(body, clock.instant().minusSeconds(301)), 401, "push-time-off");
        refused(pushes.push(body, clock.instant().plusSeconds(302)), 401, "push-time-off");
        refused(pushes.post("EMB-01", body), 401, "push-unsigned");
        refused(pushes.post("EMB-01", body, "X-Api-Key", "wrong"), 401, "push-signature-wrong");
        refused(pushes.file("ORG-01", "DY_20261101.dat", body), 401, "file-seal-broken");
        refused(pushes.post("XXX-99", body), 404, "not-found");
        refused(pushes.post("CAB-01", body), 404, "not-found");
        assertThat(mongo.getCollection("intake_keys").countDocuments()).isEqualTo(before);
    }

    @Test
    void answersTheVerySameRequestAsItsFirst() {
        emergencyTakesAll(play);
        byte[] body = Pushes.list("B-" + play, tasks(1));
        Instant at = clock.instant();
        Pushes.Answer first = pushes.push(body, at);
        assertThat(first.status()).isEqualTo(202);
        for (Instant again : List.of(at, at.plusMillis(1))) {
            Pushes.Answer repeated = pushes.push(body, again);
            assertThat(repeated.status()).isEqualTo(202);
            assertThat(repeated.location()).isEqualTo(first.location());
        }
    }

    @Test
    void namesTheMemberThatIsWrongAndStoresNothing() {
        long before = mongo.getCollection("intake_keys").countDocuments();
        wrong("{\"batchNo\":\"B\"", "malformed-json", "");
        wrong("{\"batchNo\":\"B\"}", "invalid-field", "/tasks");
        wrong("{\"batchNo\":\"B\",\"tasks\":{}}", "invalid-field", "/tasks");
        wrong("{\"batchNo\":\"B\",\"tasks\":[]}", "invalid-field", "/tasks");
        wrong("{\"tasks\":[{}]}", "invalid-field", "/batchNo");
        wrong("{\"batchNo\":1,\"tasks\":[{}]}", "invalid-field", "/batchNo");
        wrong("{\"batchNo\":\"B\",\"exercise\":1,\"tasks\":[{}]}", "invalid-field", "/exercise");
        byte[] deep = ("[".repeat(100) + "]".repeat(100)).getBytes(StandardCharsets.UTF_8);
        assertThat(pushes.push(deep, clock.instant()).status()).isEqualTo(400);
        byte[] large = new byte[8_000_001];
        Arrays.fill(large, (byte) ' ');
        refused(pushes.push(large, clock.instant()), 413, "body-too-large");
        assertThat(mongo.getCollection("intake_keys").countDocuments()).isEqualTo(before);
    }

    /** Sixty-four megabytes in as many kilobytes, rightly signed: nobody agreed on a compression, so there is none. */
    @Test
    void opensNoBodyThatIsCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            byte[] blanks = new byte[1024 * 1024];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 64; i++) {
                out.write(blanks);
            }
            out.write(Pushes.list("B-" + play, tasks(1)));
        }
        byte[] bomb = bytes.toByteArray();
        assertThat(bomb).hasSizeLessThan(100_000);
        long before = mongo.getCollection("intake_keys").countDocuments();
        String now = Long.toString(clock.instant().toEpochMilli());
        String signature =
                HexFormat.of().formatHex(Proving.sign(Pushes.SECRET.getBytes(StandardCharsets.UTF_8), now, bomb));
        for (String coding : List.of("gzip", "deflate", "br", "zstd", "gzip, gzip")) {
            Answer answer = pushes.post(
                    "HLT-03",
                    bomb,
                    "X-Timestamp",
                    now,
                    "X-Signature",
                    "sha256=" + signature,
                    "Content-Encoding",
                    coding);
            refused(answer, 400, "malformed-json");
        }
        assertThat(mongo.getCollection("intake_keys").countDocuments()).isEqualTo(before);
    }

    @Test
    void keepsNothingPersonalInClear() {
        emergencyTakesAll(play);
        Answer pushed = pushes.push(
                Pushes.list("B-" + play, List.of(Pushes.task(play + "-0", "欧阳𬭚" + play, NUMBER))), clock.instant());
        closed(pushed.location());
        for (String collection : mongo.getCollectionNames()) {
            mongo.getCollection(collection)
                    .find()
                    .forEach(document -> assertThat(document.toJson())
                            .as(collection)
                            .doesNotContain("欧阳𬭚" + play)
                            .doesNotContain(NUMBER));
        }
    }

    @Test
    void answersFromTheLastAcceptedFileOfASystemThatCannotBeAsked() {
        byte[] file = member("王𬭚", NUMBER);
        Answer accepted = pushes.file("ORG-01", "DY_20261101.dat", SealedFile.seal(file, SEALING));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        JsonNode done = closedTicket(accepted.location());
        assertThat(done.path("state").asString()).isEqualTo("DONE");
        // Sealed anew it is another cipher text and the same file.
        assertThat(pushes.file("ORG-01", "DY_20261101.dat", SealedFile.seal(file, SEALING))
                        .location())
                .isEqualTo(accepted.location());

        // A file that was cut off is told and changes nothing.
        byte[] cut = Arrays.copyOf(file, 40);
        JsonNode refused = pushes.file("ORG-01", "DY_20261201.dat", SealedFile.seal(cut, SEALING))
                .body();
        assertThat(refused.path("state").asString()).isEqualTo("FAILED");
        assertThat(refused.path("code").asString()).isEqualTo("truncated-file");
        assertThat(problems(refused)).containsExactly("1 GMSFHM truncated-file");
        refused(pushes.post("ORG-01", SealedFile.seal(file, SEALING)), 400, "invalid-parameter");
        refused(pushes.file("ORG-01", "..%2Fevil", SealedFile.seal(file, SEALING)), 400, "invalid-parameter");
    }

    private static byte[] member(String name, String number) {
        Charset gb18030 = Charset.forName("GB18030");
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (Map.Entry<String, Integer> cell : List.of(
                Map.entry(name, 30),
                Map.entry(number, 18),
                Map.entry("313101010020010001", 18),
                Map.entry("20050701", 8),
                Map.entry("01", 2))) {
            byte[] bytes = cell.getKey().getBytes(gb18030);
            byte[] padded = Arrays.copyOf(bytes, cell.getValue());
            Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
            line.writeBytes(padded);
        }
        line.writeBytes(new byte[] {'\r', '\n'});
        return line.toByteArray();
    }

    private List<Map<String, String>> tasks(int count) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(Pushes.task(play + "-" + i, "张三", NUMBER));
        }
        return tasks;
    }

    private static List<Row> rows(List<Map<String, String>> tasks, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, String> task = tasks.get(i);
            rows.add(new Row(
                    i + 1,
                    Map.of(
                            "taskId", task.get("taskId"),
                            "name", task.get("name"),
                            "idNumber", task.get("idNo"),
                            "fromArea", task.get("fromArea"),
                            "arrivedAt", "2026-11-20T09:12:00+08:00")));
        }
        return rows;
    }

    private void wrong(String body, String code, String pointer) {
        Answer answer = pushes.push(body.getBytes(StandardCharsets.UTF_8), clock.instant());
        refused(answer, 400, code);
        if (!pointer.isEmpty()) {
            assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        }
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
    }

    private static void emergencyTakesAll(String play) {
        EMERGENCY.stubFor(post(urlPathEqualTo(LISTS))
                .withRequestBody(matchingJsonPath("$.rows[?(@.taskId =~ /" + play + ".*/)]"))
                .willReturn(okJson("{\"id\":\"L\",\"bad\":0}").withStatus(202)));
    }

    private static void emergencyTakesAllBut(String play, int row, String field, String code) {
        EMERGENCY.stubFor(post(urlPathEqualTo(LISTS))
                .withRequestBody(matchingJsonPath("$.rows[?(@.taskId =~ /" + play + ".*/)]"))
                .willReturn(okJson("{\"id\":\"L-" + play + "\",\"bad\":1}").withStatus(202)));
        EMERGENCY.stubFor(get(urlPathMatching(LISTS + "/L-" + play + "/errors"))
                .willReturn(okJson("{\"items\":[{\"row\":" + row + ",\"field\":\"" + field + "\",\"code\":\"" + code
                        + "\",\"reason\":\"x\"}],\"next\":null}")));
    }

    private static List<JsonNode> listsOf(String play) {
        return EMERGENCY
                .findAll(postRequestedFor(urlPathEqualTo(LISTS))
                        .withRequestBody(matchingJsonPath("$.rows[?(@.taskId =~ /" + play + ".*/)]")))
                .stream()
                .map(LoggedRequest::getBodyAsString)
                .distinct()
                .map(text -> JsonMapper.shared().readTree(text))
                .toList();
    }

    private JsonNode closed(String location) {
        JsonNode ticket = closedTicket(location);
        assertThat(ticket.path("state").asString()).isEqualTo("DONE");
        return ticket;
    }

    private JsonNode closedTicket(String location) {
        String bureau = location.contains("ORG") ? "ORG" : "HLT";
        await().atMost(PATIENCE)
                .until(() -> tickets.find(idOf(location))
                        .filter(ticket -> ticket.progressState() != IntakeTicket.State.RUNNING)
                        .isPresent());
        return pushes.get(location, tokens.role("bureau-client").bureau(bureau)).body();
    }

    private TestTokens.Token bureau() {
        return tokens.role("bureau-client").bureau("HLT");
    }

    private static List<String> problems(JsonNode ticket) {
        List<String> told = new ArrayList<>();
        ticket.path("problems")
                .forEach(each -> told.add(
                        each.path("row").asInt() + " " + each.path("field").asString() + " "
                                + each.path("code").asString()));
        return told;
    }

    private static String idOf(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
