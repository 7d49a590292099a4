package io.communitycloud.emergency.keyperson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.web.json.JsonShape;
import io.communitycloud.emergency.testing.EmergencyTest;
import io.communitycloud.emergency.testing.FakeResidents;
import io.communitycloud.emergency.testing.Http;
import io.communitycloud.emergency.testing.Http.Answer;
import io.communitycloud.emergency.testing.TestCity;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** From a bureau's push to the last committee's answer. */
@EmergencyTest
class KeyPersonsOverHttpTest {

    private static final String LISTS = "/api/v1/key-person-lists";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final Http http;
    private final MovableClock clock;
    private final FakeResidents residents;
    private final AreaTree areas;
    private final MongoTemplate mongo;
    private final TestTokens tokens = TestTokens.shared();
    private final String bureau = "B" + UUID.randomUUID();

    KeyPersonsOverHttpTest(
            @LocalServerPort int port,
            @Autowired MovableClock clock,
            @Autowired FakeResidents residents,
            @Autowired AreaTree areas,
            @Autowired MongoTemplate mongo) {
        this.http = new Http(port);
        this.clock = clock;
        this.residents = residents;
        this.areas = areas;
        this.mongo = mongo;
    }

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
    }

    @Test
    void takesFromThePlatformWhatABureauPushedToItsInbox() {
        String system = token("system", TestCity.CITY);
        String rows = list("K-" + UUID.randomUUID(), row("T-" + UUID.randomUUID(), number(), ""));
        assertThat(http.post(system, LISTS, rows).refused(400, "invalid-field").at("/errors/0/pointer"))
                .isEqualTo("/bureau");
        Answer taken = http.post(system, LISTS, rows.replaceFirst("\\{", "{\"bureau\":\"" + bureau + "\","))
                .is(202);
        assertThat(taken.at("/bureau")).isEqualTo(bureau);
        http.get(bureauToken(), taken.location()).is(200);
        http.post(bureauToken(), LISTS, rows.replaceFirst("\\{", "{\"bureau\":\"another\","))
                .refused(403, "forbidden");
    }

    @Test
    void tellsTheStoryOfAList() {
        String one = number();
        String two = number();
        String three = number();
        String first = residents.lives("R-" + UUID.randomUUID(), TestCity.COMMITTEE, one);
        residents.lives("R-" + UUID.randomUUID(), TestCity.NEIGHBOUR, two);
        residents.lives("R-" + UUID.randomUUID(), TestCity.OTHER_COMMITTEE, three);
        String wrong = one.substring(0, 17) + (one.endsWith("1") ? "2" : "1");
        String body = list(
                "K1",
                row("T1", one, ""),
                row("T2", two, ""),
                row("T3", three, ""),
                row("T4", number(), ",\"area\":\"" + TestCity.TENTH + "\""),
                row("T5", number(), ""),
                row("T6", wrong, ""),
                "{\"taskId\":\"T7\",\"name\":\"李四\",\"arrivedAt\":\"yesterday\"}");

        Answer pushed = http.post(bureauToken(), LISTS, body).is(202);
        assertThat(pushed.body().path("total").asInt()).isEqualTo(7);
        assertThat(pushed.body().path("bad").asInt()).isEqualTo(2);
        List<String> problems = new ArrayList<>();
        pushed.body()
                .path("errors")
                .forEach(each -> problems.add(each.path("row").asInt()
                        + " "
                        + each.path("field").asString()
                        + " "
                        + each.path("code").asString()));
        assertThat(problems)
                .containsExactly(
                        "6 idNumber citizen-number-check-digit",
                        "7 idNumber number-or-phone",
                        "7 arrivedAt not-a-time");
        assertThat(pushed.at("/errors/0/reason")).contains("校验码");
        String path = pushed.location();

        // Twice is once, however often and however it is written.
        assertThat(http.post(bureauToken(), LISTS, " " + body.replace(",\"", " , \""))
                        .is(202)
                        .location())
                .isEqualTo(path);
        assertThat(http.post(bureauToken(), LISTS, body).is(202).location()).isEqualTo(path);
        http.post(bureauToken(), LISTS, list("K1", row("T9", number(), ""))).refused(422, "list-key-of-another-list");
        assertThat(http.get(bureauToken(), LISTS).is(200).body().path("items").size())
                .isEqualTo(1);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(http.get(bureauToken(), path).at("/state")).isEqualTo("DISTRIBUTED"));
        JsonNode list = http.get(bureauToken(), path).body();
        assertThat(list.path("persons").asInt()).isEqualTo(5);
        assertThat(list.path("matched").asInt()).isEqualTo(3);
        assertThat(list.path("open").asInt()).isEqualTo(5);

        // Each committee sees its own, masked; one is opened with a purpose.
        String id = id(path);
        JsonNode mine = http.get(worker(TestCity.COMMITTEE), "/api/v1/key-persons?list=" + id)
                .is(200)
                .body()
                .path("items");
        assertThat(mine.size()).isEqualTo(1);
        assertThat(mine.path(0).path("name").asString()).isEqualTo("王*");
        assertThat(mine.path(0).path("idNumber").asString()).contains("***********");
        assertThat(mine.path(0).path("residentId").asString()).isEqualTo(first);
        String person = "/api/v1/key-persons/" + mine.path(0).path("id").asString();
        assertThat(http.get(worker(TestCity.COMMITTEE), person).is(200).text()).doesNotContain(one);
        Answer clear = http.send(
                        worker(TestCity.COMMITTEE), "GET", person, null, Map.of("X-Purpose", "epidemic-control"))
                .is(200);
        assertThat(clear.at("/idNumber")).isEqualTo(one);
        assertThat(clear.etag()).contains("full");
        http.get(worker(TestCity.NEIGHBOUR), person).refused(404, "not-found");
        http.get(worker(TestCity.OTHER_COMMITTEE), person).refused(404, "not-found");
        assertThat(count(worker(TestCity.TENTH), id)).isEqualTo(1);
        assertThat(count(worker(TestCity.OTHER_COMMITTEE), id)).isEqualTo(1);
        assertThat(count(token("city-operator", TestCity.CITY), id)).isEqualTo(5);

        // Nothing personal is in the store in clear.
        for (String collection : List.of("key_persons", "key_person_rows", "key_person_lists")) {
            mongo.getCollection(collection)
                    .find()
                    .forEach(document -> assertThat(document.toJson())
                            .doesNotContain(one)
                            .doesNotContain(two)
                            .doesNotContain("王小明")
                            .doesNotContain("10012345678"));
        }

        // The committee acknowledges its part and answers.
        String part = "/api/v1/key-person-parts/" + id + "." + TestCity.COMMITTEE;
        assertThat(http.post(worker(TestCity.COMMITTEE), part + "/acknowledgements", "")
                        .is(201)
                        .at("/acknowledgedBy"))
                .isEqualTo("test-social-worker");
        http.post(worker(TestCity.NEIGHBOUR), part + "/acknowledgements", "").refused(404, "not-found");
        http.post(worker(TestCity.COMMITTEE), person + "/answers", "{\"outcome\":\"FOUND\"}")
                .is(201);
        http.post(worker(TestCity.COMMITTEE), person + "/answers", "{\"outcome\":\"MOVED\"}")
                .refused(409, "key-person-answered-already");
        http.post(worker(TestCity.COMMITTEE), person + "/returns", "{\"reason\":\"r\"}")
                .refused(409, "key-person-answered-already");
        assertThat(http.get(worker(TestCity.COMMITTEE), part).at("/state")).isEqualTo("ANSWERED");
        assertThat(http.get(bureauToken(), path).body().path("open").asInt()).isEqualTo(4);
        assertThat(http.get(bureauToken(), path + "/answers?state=ANSWERED")
                        .is(200)
                        .at("/items/0/outcome"))
                .isEqualTo("FOUND");
        String stranger = tokens.role("bureau-client")
                .bureau("B-other")
                .lasting(Duration.ofDays(4000))
                .mint();
        http.get(stranger, path).refused(404, "not-found");
        http.get(stranger, path + "/errors").refused(404, "not-found");
        http.get(stranger, path + "/answers").refused(404, "not-found");
        assertThat(http.get(bureauToken(), path + "/errors?limit=1").is(200).at("/items/0/code"))
                .isEqualTo("citizen-number-check-digit");

        // The clock: a day later the street is called, another day later the district.
        clock.advance(Duration.ofHours(25));
        String late = "/api/v1/key-person-parts/" + id + "." + TestCity.NEIGHBOUR;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                http.get(worker(TestCity.NEIGHBOUR), late).at("/escalatedTo"))
                        .isEqualTo(TestCity.STREET));
        assertThat(http.get(
                                token("street-operator", TestCity.STREET),
                                "/api/v1/key-person-parts?overdue=true&limit=200")
                        .is(200)
                        .text())
                .contains(id + "." + TestCity.NEIGHBOUR)
                .doesNotContain(id + "." + TestCity.COMMITTEE);
        clock.advance(Duration.ofHours(24));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                http.get(worker(TestCity.NEIGHBOUR), late).at("/escalatedTo"))
                        .isEqualTo(TestCity.DISTRICT));

        // Whoever is answered for in the end ends the list.
        String city = token("city-operator", TestCity.CITY);
        JsonNode open = http.get(city, "/api/v1/key-persons?list=" + id).body().path("items");
        for (JsonNode each : open) {
            String where = each.path("area").asString();
            String there = "/api/v1/key-persons/" + each.path("id").asString();
            if (where.equals(TestCity.CITY)) {
                http.post(city, there + "/assignments", "{\"area\":\"310101002010\",\"reason\":\"r\"}")
                        .is(201);
                http.post(city, there + "/assignments", "{\"area\":\"310101002010\",\"reason\":\"r\"}")
                        .refused(409, "key-person-there-already");
                where = TestCity.TENTH;
            }
            http.post(worker(where), there + "/answers", "{\"outcome\":\"NOT_FOUND\"}")
                    .is(201);
        }
        assertThat(http.get(bureauToken(), path).at("/state")).isEqualTo("ANSWERED");
    }

    @Test
    void handsBackWhoIsInTheWrongCommittee() {
        String number = number();
        residents.lives("R-" + UUID.randomUUID(), TestCity.COMMITTEE, number);
        String path = http.post(bureauToken(), LISTS, list("K1", row("T1", number, "")))
                .is(202)
                .location();
        String id = id(path);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(http.get(bureauToken(), path).at("/state")).isEqualTo("DISTRIBUTED"));
        String person = "/api/v1/key-persons/"
                + http.get(worker(TestCity.COMMITTEE), "/api/v1/key-persons?list=" + id)
                        .at("/items/0/id");

        Answer back = http.post(worker(TestCity.COMMITTEE), person + "/returns", "{\"reason\":\"not ours\"}")
                .is(201);

        assertThat(back.at("/area")).isEqualTo(TestCity.STREET);
        http.get(worker(TestCity.COMMITTEE), person).refused(404, "not-found");
        String street = token("street-operator", TestCity.STREET);
        http.post(street, person + "/assignments", "{\"area\":\"310110009001\",\"reason\":\"r\"}")
                .refused(404, "not-found");
        http.post(street, person + "/assignments", "{\"area\":\"310101002002\",\"reason\":\"r\"}")
                .is(201);
        assertThat(count(worker(TestCity.NEIGHBOUR), id)).isEqualTo(1);
        assertThat(http.get(bureauToken(), path + "/parts").is(200).text())
                .contains(id + "." + TestCity.NEIGHBOUR, id + "." + TestCity.STREET);
    }

    @Test
    void knowsATaskThatWasPushedBefore() {
        String number = number();
        residents.lives("R-" + UUID.randomUUID(), TestCity.COMMITTEE, number);
        String first = http.post(bureauToken(), LISTS, list("K1", row("T1", number, "")))
                .is(202)
                .location();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(http.get(bureauToken(), first).at("/state")).isEqualTo("DISTRIBUTED"));

        String second = http.post(bureauToken(), LISTS, list("K2", row("T1", number, "")))
                .is(202)
                .location();

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(http.get(bureauToken(), second).at("/state")).isEqualTo("ANSWERED"));
        assertThat(http.get(bureauToken(), second).body().path("known").asInt()).isEqualTo(1);
        assertThat(http.get(bureauToken(), first).body().path("open").asInt()).isEqualTo(1);
    }

    @Test
    void waitsForTheResidentServiceAndAsksForAtMostTwoHundredAtOnce() {
        StringBuilder csv = new StringBuilder("taskId,name,idNumber,arrivedAt,address\r\n");
        for (int i = 0; i < 450; i++) {
            csv.append("T%d,王小明,%s,%s,\"云南中路 %d 弄\"\r\n".formatted(i, number(), arrival(), i));
        }
        residents.goAway(true);
        String path;
        try {
            path = http.send(bureauToken(), "POST", LISTS + "/files?key=F1", csv.toString(), CSV)
                    .is(202)
                    .location();
            assertThat(http.get(bureauToken(), path).at("/state")).isEqualTo("DISTRIBUTING");
        } finally {
            residents.goAway(false);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(http.get(bureauToken(), path).at("/state")).isEqualTo("DISTRIBUTED"));
        assertThat(http.get(bureauToken(), path).body().path("persons").asInt()).isEqualTo(450);
        assertThat(residents.largestMatch()).isLessThanOrEqualTo(200);
    }

    @Test
    void refusesWhatIsNoList() {
        http.post(bureauToken(), LISTS, "{\"key\":\"K\",\"rows\":[]}").refused(400, "invalid-field");
        http.post(worker(TestCity.COMMITTEE), LISTS, list("K", row("T", number(), "")))
                .refused(403, "forbidden");
        http.send(bureauToken(), "POST", LISTS + "/files?key=F", "taskId,nonsense\r\n1,2\r\n", CSV)
                .refused(400, "invalid-field");
        http.send(bureauToken(), "POST", LISTS + "/files?key=F", "taskId,name\r\n1\r\n", CSV)
                .refused(400, "invalid-field");
        http.send(bureauToken(), "POST", LISTS + "/files?key=F", "taskId,name\r\n", CSV)
                .refused(400, "invalid-field");
        String tooMany = list("K", java.util.Collections.nCopies(10_001, "{}").toArray(String[]::new));
        http.post(bureauToken(), LISTS, tooMany).refused(400, "invalid-field");
    }

    private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv");

    private int count(String token, String list) {
        return http.get(token, "/api/v1/key-persons?list=" + list)
                .is(200)
                .body()
                .path("items")
                .size();
    }

    private String list(String key, String... rows) {
        return "{\"key\":\"%s\",\"rows\":[%s]}".formatted(key, String.join(",", rows));
    }

    private String row(String task, @Nullable String number, String more) {
        return """
                {"taskId":"%s","name":"王小明","idNumber":"%s","phone":"10012345678","fromArea":"境外",\
                "arrivedAt":"%s","address":"云南中路 1 弄 2 号","policyId":"INB-SH-14"%s}""".formatted(task, number, arrival(), more);
    }

    private String arrival() {
        return JsonShape.format(clock.instant().minus(Duration.ofHours(3)));
    }

    /** A number of the sample area, which was never assigned. */
    private static String number() {
        int order = PEOPLE.incrementAndGet();
        String born = LocalDate.of(1950, 1, 1).plusDays(order / 900).format(DateTimeFormatter.BASIC_ISO_DATE);
        String first = "310199" + born + "%03d".formatted(order % 900 + 1);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Character.digit(first.charAt(i), 10) * weights[i];
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String bureauToken() {
        return tokens.role("bureau-client")
                .bureau(bureau)
                .lasting(Duration.ofDays(4000))
                .mint();
    }

    private String worker(String committee) {
        return token("social-worker", committee);
    }

    private String token(String role, String area) {
        return tokens.role(role).area(area).lasting(Duration.ofDays(4000)).mint();
    }
}
