package io.communitycloud.launcher.story;

import io.communitycloud.launcher.story.Stage.Person;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the story tells of key-person lists 重点人员名单. */
final class KeyPersonScenes {

    private static final List<String> COMMITTEES = List.of("310101002001", "310101002002", "310101002010");
    private static final String LISTS = "/api/v1/key-person-lists";
    private static final int OF_EACH_COMMITTEE = 2;
    private static final int BAD = 2;
    private static final int ROWS_OF_A_COMMITTEE = 66;
    private static final String SYSTEM = "HLT-03";
    private static final String SECRET = "hlt-03/hmac-key";
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final Duration UNTIL_DISTRIBUTED = Duration.ofSeconds(20);

    private KeyPersonScenes() {}

    /** 200 rows in the bureau's own format, 66 for each of three committees and two bad ones, pushed twice. */
    static void theBureauPushesItsList(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        String play = UUID.randomUUID().toString();
        List<Map<String, String>> tasks = new ArrayList<>();
        for (String committee : COMMITTEES) {
            for (JsonNode resident : known(stage, committee)) {
                tasks.add(task(
                        play,
                        tasks.size(),
                        resident.path("name").asString(),
                        "idNo",
                        resident.path("idNumber").asString(),
                        committee));
            }
            while (tasks.size() % ROWS_OF_A_COMMITTEE != 0) {
                String phone = String.format(Locale.ROOT, "1009%07d", tasks.size());
                tasks.add(task(play, tasks.size(), "合成人员" + tasks.size(), "mobile", phone, committee));
            }
        }
        String right = Objects.requireNonNull(tasks.getFirst().get("idNo"));
        String wrong = right.substring(0, 17) + (right.endsWith("1") ? "2" : "1");
        tasks.add(task(play, tasks.size(), "张三", "idNo", wrong, COMMITTEES.getFirst()));
        tasks.add(Map.of("taskId", play + "-" + tasks.size(), "name", "李四", "arriveAt", "yesterday"));
        String push = JsonMapper.shared().writeValueAsString(Map.of("batchNo", play, "tasks", tasks));

        Answer pushed = stage.push(SYSTEM, SECRET, push).expect(202);
        stage.check(pushed.json().path("total").asInt() == tasks.size(), "not every row is counted");
        stage.check(
                stage.push(SYSTEM, SECRET, push).expect(202).location().equals(pushed.location()),
                "the second push made another ticket");
        Answer told = stage.within(
                UNTIL_DISTRIBUTED,
                stage.bureau("HLT"),
                pushed.location(),
                Map.of(),
                answer -> "DONE".equals(answer.json().path("state").asString("")));
        stage.check(
                told.json().path("done").asInt() == tasks.size() - BAD
                        && told.json().path("failed").asInt() == BAD,
                "not all but two rows were taken");
        List<Integer> rows = new ArrayList<>();
        for (JsonNode problem : told.json().path("problems")) {
            rows.add(problem.path("row").asInt());
            stage.check(
                    !problem.path("field").asString("").isEmpty()
                            && !problem.path("reason").asString("").isEmpty(),
                    "a bad row comes back without field or reason");
        }
        stage.check(
                rows.contains(tasks.size() - 1) && rows.contains(tasks.size()),
                "the bad rows do not come back by their numbers");
    }

    static void aListIsTakenInOnce(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        String play = UUID.randomUUID().toString();
        List<Map<String, String>> rows = new ArrayList<>();
        for (String committee : COMMITTEES) {
            for (JsonNode resident : known(stage, committee)) {
                rows.add(row(
                        play,
                        rows.size(),
                        resident.path("name").asString(),
                        resident.path("idNumber").asString()));
            }
        }
        String right = Objects.requireNonNull(rows.getFirst().get("idNumber"));
        String wrong = right.substring(0, 17) + (right.endsWith("1") ? "2" : "1");
        rows.add(row(play, rows.size(), "张三", wrong));
        rows.add(Map.of("taskId", play + "-" + rows.size(), "name", "李四", "arrivedAt", "yesterday"));
        Map<String, Object> list = Map.of("key", play, "rows", rows);

        Person bureau = stage.bureau("HLT");
        Answer pushed = bureau.post(LISTS, list).expect(202);
        stage.check(pushed.json().path("total").asInt() == rows.size(), "not every row is counted");
        stage.check(pushed.json().path("bad").asInt() == BAD, "not two rows are bad");
        JsonNode error = pushed.json().path("errors").path(0);
        stage.check(
                error.path("row").asInt() == rows.size() - 1
                        && "idNumber".equals(error.path("field").asString(""))
                        && !error.path("reason").asString("").isEmpty(),
                "the bad row does not come back with row, field and reason");
        stage.check(
                bureau.post(LISTS, list).expect(202).location().equals(pushed.location()),
                "the second push made another list");
        stage.remember("list", pushed.location());
    }

    static void itsPersonsAreFoundAndGivenToTheirCommittees(Stage stage)
            throws IOException, InterruptedException, NotAsToldException {
        String list = stage.recall("list", String.class);
        stage.within(
                UNTIL_DISTRIBUTED,
                stage.bureau("HLT"),
                list,
                Map.of(),
                answer -> "DISTRIBUTED".equals(answer.json().path("state").asString(""))
                        && answer.json().path("matched").asInt() == COMMITTEES.size() * OF_EACH_COMMITTEE);
        String id = list.substring(list.lastIndexOf('/') + 1);
        for (String committee : COMMITTEES) {
            Person worker = stage.person("social-worker", committee);
            JsonNode hers = worker.get("/api/v1/key-persons?list=" + id)
                    .expect(200)
                    .json()
                    .path("items");
            stage.check(hers.size() == OF_EACH_COMMITTEE, "the committee's part is not hers alone");
            for (JsonNode person : hers) {
                stage.check(person.path("masked").asBoolean(), "a person of the list is not masked");
                stage.check(committee.equals(person.path("area").asString("")), "a person of another committee");
            }
        }
    }

    private static List<JsonNode> known(Stage stage, String committee)
            throws IOException, InterruptedException, NotAsToldException {
        Person worker = stage.person("social-worker", committee);
        List<JsonNode> known = new ArrayList<>();
        for (JsonNode resident : worker.get("/api/v1/residents?limit=" + OF_EACH_COMMITTEE)
                .expect(200)
                .json()
                .path("items")) {
            known.add(worker.get(
                            "/api/v1/residents/" + resident.path("id").asString(),
                            Map.of("X-Purpose", "epidemic-control"))
                    .expect(200)
                    .json());
        }
        return known;
    }

    /** As HLT-03 writes it. */
    private static Map<String, String> task(
            String play, int number, String name, String known, String value, String committee) {
        return Map.of(
                "taskId",
                play + "-" + number,
                "name",
                name,
                known,
                value,
                "fromArea",
                "境外",
                "arriveAt",
                LOCAL.format(Instant.now().minusSeconds(3600)),
                "committee",
                committee);
    }

    private static Map<String, String> row(String play, int number, String name, String idNumber) {
        return Map.of(
                "taskId",
                play + "-" + number,
                "name",
                name,
                "idNumber",
                idNumber,
                "fromArea",
                "境外",
                "arrivedAt",
                Instant.now().minusSeconds(3600).toString());
    }
}
