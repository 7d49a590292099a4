package io.communitycloud.launcher.story;

import io.communitycloud.launcher.story.Stage.Person;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the story tells of quarantine and of those who travel on. */
final class QuarantineScenes {

    private static final String COMMITTEE = "310101002001";
    private static final String DISTRICT = "310101000000";
    private static final String JIANGSU = "320000000000";
    private static final String ORDERS = "/api/v1/quarantine-orders";
    private static final String TRANSFERS = "/api/v1/transfers";
    private static final Duration UNTIL_HEARD = Duration.ofSeconds(5);

    private QuarantineScenes() {}

    static void aReturnerIsQuarantinedAndCaredFor(Stage stage)
            throws IOException, InterruptedException, NotAsToldException {
        Person worker = stage.person("social-worker", COMMITTEE);
        JsonNode resident = free(stage, worker);
        String id = resident.path("id").asString();
        String household = resident.path("householdId").asString();
        String order = worker.post(
                        ORDERS,
                        order(
                                id,
                                "SH",
                                Instant.now().minus(Duration.ofHours(2)),
                                List.of("HOME_FIT_FOR_ISOLATION", "TEST_NEGATIVE", "CONSENT_SIGNED")))
                .expect(201)
                .location();
        JsonNode ordered = worker.get(order).expect(200).json();
        stage.check(
                "INB-SH-7-7".equals(ordered.path("policy").asString("")),
                "not the policy in force at her arrival: " + ordered.path("policy"));
        stage.check(days(ordered) == 14, "not fourteen days from her arrival");
        stage.within(
                UNTIL_HEARD,
                worker,
                "/api/v1/care-duties?household=" + household,
                Map.of(),
                duties -> duties.body().contains(order.substring(order.lastIndexOf('/') + 1)));

        String volunteer = volunteer(worker, id);
        stage.remember("volunteer", volunteer);
        worker.post(
                        volunteer + "/bindings",
                        Map.of("householdId", household, "orderId", order.substring(order.lastIndexOf('/') + 1)))
                .expect(201);

        Person head = stage.person("committee-head", COMMITTEE);
        head.post(order + "/shortenings", Map.of("reasonCode", "AUTHORITY_DECISION", "reason", "市级专班决定提前解除"))
                .expect(201);
        JsonNode ended = worker.get(order).expect(200).json();
        stage.check("ENDED".equals(ended.path("status").asString("")), "the order goes on");
        stage.check(ended.path("nextTaskAt").isNull(), "a task goes on after its order");
        stage.within(
                UNTIL_HEARD,
                worker,
                volunteer,
                Map.of(),
                answer -> !answer.json().path("bindings").isEmpty()
                        && !answer.json()
                                .path("bindings")
                                .path(answer.json().path("bindings").size() - 1)
                                .path("until")
                                .isNull());
    }

    static void aTravellerIsHandedOver(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        Person worker = stage.person("social-worker", COMMITTEE);
        Person district = stage.person("district-operator", DISTRICT);
        Person province = stage.person("province-team", JIANGSU);
        Instant arrival = Instant.now().minus(Duration.ofDays(3)).minus(Duration.ofHours(1));
        String path = worker.post(
                        ORDERS,
                        order(
                                free(stage, worker).path("id").asString(),
                                "JS",
                                arrival,
                                List.of("NO_SYMPTOM", "NOT_CLOSE_CONTACT")))
                .expect(201)
                .location();
        String order = path.substring(path.lastIndexOf('/') + 1);
        JsonNode ordered = worker.get(path).expect(200).json();
        stage.check(
                "INB-JZA-3-11".equals(ordered.path("policy").asString("")),
                "not the policy in force at the arrival: " + ordered.path("policy"));
        worker.post(
                        path + "/tests",
                        Map.of(
                                "takenAt",
                                Instant.now().minus(Duration.ofHours(3)).toString(),
                                "negative",
                                true))
                .expect(201);

        String transfer = district.post(
                        TRANSFERS,
                        Map.of(
                                "destination",
                                "JS",
                                "area",
                                DISTRICT,
                                "orderIds",
                                List.of(order),
                                "legs",
                                List.of(Map.of("from", "分流点", "to", "省界交接点", "vehicle", "沪A00001", "escort", "ESC-1"))))
                .expect(201)
                .location();
        district.post(transfer + "/departures", Map.of("leg", 1, "counted", 1)).expect(201);
        district.post(transfer + "/arrivals", Map.of("leg", 1, "counted", 1)).expect(201);
        district.post(transfer + "/hand-overs", Map.of("counted", 1)).expect(201);
        stage.check(
                "ACTIVE"
                        .equals(worker.get(path)
                                .expect(200)
                                .json()
                                .path("status")
                                .asString("")),
                "her order ended before the province signed");
        JsonNode closed = province.post(
                        transfer + "/acknowledgements", Map.of("received", List.of(order), "counted", 1))
                .expect(201)
                .json();
        stage.check("CLOSED".equals(closed.path("state").asString("")), "the transfer is not closed");
        stage.check(
                closed.path("expected").asInt()
                        == closed.path("inTransit").asInt()
                                + closed.path("handedOver").asInt()
                                + closed.path("exceptions").asInt(),
                "somebody is unaccounted for");
        stage.check(
                "TRANSFERRED"
                        .equals(worker.get(path)
                                .expect(200)
                                .json()
                                .path("outcome")
                                .asString("")),
                "her order did not end with the hand-over");
    }

    /** Somebody of the committee who is in no quarantine. */
    private static JsonNode free(Stage stage, Person worker)
            throws IOException, InterruptedException, NotAsToldException {
        for (JsonNode resident :
                worker.get("/api/v1/residents?limit=20").expect(200).json().path("items")) {
            boolean held = false;
            for (JsonNode order : worker.get(
                            ORDERS + "?resident=" + resident.path("id").asString())
                    .expect(200)
                    .json()
                    .path("items")) {
                held |= "ACTIVE".equals(order.path("status").asString(""));
            }
            if (!held && !resident.path("householdId").isNull()) {
                return resident;
            }
        }
        stage.check(false, "everybody is in quarantine");
        return worker.get("/api/v1/residents").json();
    }

    /** A neighbour who helps, registered the first time the story is told. */
    private static String volunteer(Person worker, String besides)
            throws IOException, InterruptedException, NotAsToldException {
        for (JsonNode known :
                worker.get("/api/v1/volunteers?limit=50").expect(200).json().path("items")) {
            if ("ACTIVE".equals(known.path("state").asString(""))
                    && !besides.equals(known.path("residentId").asString(""))) {
                return "/api/v1/volunteers/" + known.path("id").asString();
            }
        }
        JsonNode residents =
                worker.get("/api/v1/residents?limit=50").expect(200).json().path("items");
        String neighbour = residents.path(residents.size() - 1).path("id").asString();
        return worker.post(
                        "/api/v1/volunteers",
                        Map.of(
                                "residentId",
                                neighbour,
                                "serviceArea",
                                COMMITTEE,
                                "skills",
                                List.of(),
                                "ageGroup",
                                "ADULT"))
                .expect(201)
                .location();
    }

    private static Map<String, Object> order(
            String resident, String destination, Instant arrivedAt, List<String> conditions) {
        Map<String, Object> order = new HashMap<>();
        order.put("residentId", resident);
        order.put("origin", "INBOUND");
        order.put("destination", destination);
        order.put("arrivedAt", arrivedAt.toString());
        order.put("conditions", conditions);
        return order;
    }

    private static long days(JsonNode order) {
        return Duration.between(
                        OffsetDateTime.parse(order.path("from").asString()),
                        OffsetDateTime.parse(order.path("until").asString()))
                .toDays();
    }
}
