package io.communitycloud.resident.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.store.Claims;
import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.Api;
import io.communitycloud.resident.testing.RunningService;
import io.communitycloud.resident.testing.SampleFile;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ImportsIT extends RunningService {

    @Autowired
    private ImportRows rows;

    @Autowired
    private ImportTickets tickets;

    @Autowired
    private ImportWorker worker;

    @Autowired
    private Claims claims;

    @Test
    void takesInAFileOfTwoThousandWithinSeconds() {
        SampleFile file = SampleFile.of(COMMITTEE, 2_000);

        Answer accepted = operator().upload("/imports", file.csv()).is(202);
        assertThat(accepted.headers().firstValue("Location")).hasValue("/api/v1/imports/" + accepted.id());
        assertThat(accepted.headers().firstValue("Retry-After")).isPresent();
        Answer done = finished(accepted.id(), Duration.ofSeconds(60));

        assertThat(done.json().path("done").asInt()).as(errorsOf(accepted)).isEqualTo(2_000);
        assertThat(done.json().path("failed").asInt()).isZero();
        String first = file.idNumber(0);
        Answer found = worker(COMMITTEE)
                .post("/lookups", "{\"idNumber\": \"" + first + "\", \"find\": \"RESIDENTS\"}")
                .ok();
        assertThat(found.items()).hasSize(1);
        assertThat(found.items().getFirst().path("resident").path("relation").asString())
                .isEqualTo("0");
    }

    @Test
    void makesNothingTwiceOfAFileThatComesTwice() {
        SampleFile file = SampleFile.of(NEIGHBOUR, 12);
        finished(operator().upload("/imports", file.csv()).is(202).id());
        List<Long> before = counts();

        Answer again =
                finished(operator().upload("/imports", file.csv()).is(202).id());
        Answer dry = finished(
                operator().upload("/imports?dryRun=true", file.csv()).is(202).id());

        assertThat(again.json().path("done").asInt()).isEqualTo(12);
        assertThat(dry.json().path("done").asInt()).isEqualTo(12);
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void givesOneTicketForOneKey() {
        SampleFile file = SampleFile.of(NEIGHBOUR, 2);
        String key = "\"" + Ids.next() + "\"";

        String first = operator()
                .upload("/imports", file.csv(), "Idempotency-Key", key)
                .is(202)
                .id();
        assertThat(operator()
                        .upload("/imports", file.csv(), "Idempotency-Key", key)
                        .is(202)
                        .id())
                .isEqualTo(first);
        operator()
                .upload("/imports", SampleFile.of(NEIGHBOUR, 2).csv(), "Idempotency-Key", key)
                .refusedAs(422, "idempotency-key-reused");
    }

    @Test
    void registersNobodyInADryRun() {
        SampleFile file = SampleFile.of(NEIGHBOUR, 3).with(1, "phone", "123");
        List<Long> before = counts();

        Answer dry = finished(
                operator().upload("/imports?dryRun=true", file.csv()).is(202).id());

        assertThat(dry.json().path("dryRun").asBoolean()).isTrue();
        assertThat(dry.json().path("done").asInt()).isEqualTo(2);
        assertThat(errorsOf(dry)).isEqualToIgnoringNewLines("row,column,code\n2,phone,phone-length\n");
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void namesRowColumnAndCodeOfWhatIsWrong() {
        SampleFile file = SampleFile.of(NEIGHBOUR, 9);
        file.with(0, "name", "")
                .with(1, "idNumber", "310199195001010011")
                .with(2, "area", "999999999999")
                .with(3, "area", IN_PUDONG)
                .with(4, "dwellingType", "CASTLE")
                .with(5, "birthDate", "yesterday")
                .with(6, "ethnic", "99")
                .with(7, "externalId", "");

        Answer done =
                finished(worker(STREET).upload("/imports", file.csv()).is(202).id());

        assertThat(done.json().path("failed").asInt()).isEqualTo(8);
        assertThat(errorsOf(done).lines().map(String::strip))
                .containsExactly(
                        "row,column,code",
                        "1,name,blank",
                        "2,idNumber,citizen-number-check-digit",
                        "3,area,unknown-area",
                        "4,area,outside-your-area",
                        "5,dwellingType,unknown-code",
                        "6,birthDate,not-a-date",
                        "7,ethnic,pattern",
                        "8,externalId,blank");
    }

    @Test
    void tellsOfRepetitionsWithinTheFileAndOfThoseRegisteredAlready() {
        SampleFile earlier = SampleFile.of(NEIGHBOUR, 2);
        finished(operator().upload("/imports", earlier.csv()).is(202).id());
        SampleFile file = SampleFile.of(NEIGHBOUR, 4);
        file.with(1, "idNumber", file.idNumber(0))
                .with(1, "sex", "")
                .with(1, "birthDate", "")
                .with(2, "externalId", file.cell(0, "externalId"))
                .with(3, "idNumber", earlier.idNumber(0))
                .with(3, "sex", "")
                .with(3, "birthDate", "");

        for (String run : List.of("/imports?dryRun=true", "/imports")) {
            Answer done = finished(operator().upload(run, file.csv()).is(202).id());

            assertThat(errorsOf(done).lines().map(String::strip))
                    .as(run)
                    .containsExactly(
                            "row,column,code",
                            "2,idNumber,repeated-in-file",
                            "3,externalId,repeated-in-file",
                            "4,idNumber,already-registered");
        }
    }

    @Test
    void refusesAnIdThatStandsForAnother() {
        SampleFile earlier = SampleFile.of(NEIGHBOUR, 1);
        finished(operator().upload("/imports", earlier.csv()).is(202).id());
        SampleFile file = SampleFile.of(NEIGHBOUR, 1).with(0, "externalId", earlier.cell(0, "externalId"));

        assertThat(errorsOf(finished(
                        operator().upload("/imports", file.csv()).is(202).id())))
                .contains("1,externalId,external-id-of-another");
    }

    @Test
    void takesInAgainWhoWasTakenOut() {
        SampleFile file = SampleFile.of(NEIGHBOUR, 1);
        finished(operator().upload("/imports", file.csv()).is(202).id());
        Answer found = lookUp(file.idNumber(0));
        String id = found.items().getFirst().path("resident").path("id").asString();
        head(NEIGHBOUR).delete("/residents/" + id, "If-Match", "\"1-masked\"").is(204);

        finished(operator().upload("/imports", file.csv()).is(202).id());

        assertThat(lookUp(file.idNumber(0)).items())
                .singleElement()
                .satisfies(hit ->
                        assertThat(hit.path("resident").path("id").asString()).isNotEqualTo(id));
    }

    @Test
    void refusesWhatIsNoSuchFile() {
        String csv = SampleFile.of(NEIGHBOUR, 1).csv();

        operator()
                .upload("/imports", csv.replaceFirst("phone", "fax"))
                .refusedAs(400, "invalid-field")
                .at("/fax", "unknown-column")
                .at("/phone", "missing-column");
        operator()
                .upload("/imports", csv.replaceFirst("phone", "name"))
                .refusedAs(400, "invalid-field")
                .at("/name", "duplicate-column");
        operator()
                .upload("/imports", csv.lines().findFirst().orElseThrow() + "\n")
                .refusedAs(400, "invalid-field")
                .at("", "no-rows");
        operator()
                .upload("/imports", csv + "too,short\n")
                .refusedAs(400, "invalid-field")
                .at("", "row-length");
        operator()
                .send(
                        "POST",
                        "/imports",
                        BodyPublishers.ofByteArray(csv.getBytes(Charset.forName("GB18030"))),
                        "Content-Type",
                        "text/csv")
                .refusedAs(400, "invalid-field")
                .at("", "not-utf-8");
        operator().post("/imports", "{}").refusedAs(415, "unsupported-media-type");
        operator().upload("/imports?dryRun=perhaps", csv).refusedAs(400, "invalid-parameter");
        as(tokens().role("volunteer")).upload("/imports", csv).refusedAs(403, "forbidden");
    }

    @Test
    void showsATicketToItsAreaOnly() {
        String ticket = operator()
                .upload("/imports", SampleFile.of(COMMITTEE, 1).csv())
                .is(202)
                .id();

        operator().get("/imports/" + ticket).ok();
        assertThat(operator().get("/imports").ok().ids()).contains(ticket);
        worker(COMMITTEE).get("/imports/" + ticket).refusedAs(404, "not-found");
        worker(COMMITTEE).get("/imports/" + ticket + "/errors").refusedAs(404, "not-found");
    }

    @Test
    void goesOnWhereACrashStoppedIt() {
        SampleFile file = SampleFile.of(ROUND_COMMITTEE, 4);
        String id = Ids.next();
        rows.keep(id, ResidentFile.read(file.bytes()));
        // The first row had claimed its ids when the process died.
        ImportRows.WaitingRow first = rows.waiting(id, 1).getFirst();
        claims.claimOrFinish(
                "import:dwelling:" + ROUND_COMMITTEE + ":" + file.cell(0, "dwellingId"),
                "",
                first.dwelling(),
                target -> false);
        claims.claimOrFinish(
                "import:resident:" + ROUND_COMMITTEE + ":" + file.cell(0, "externalId"),
                "",
                first.resident(),
                target -> false);

        tickets.save(ImportTicket.accept(id, CITY, List.of(CITY), false, CITY, 4, Instant.now()));
        worker.wake();

        assertThat(finished(id).json().path("done").asInt()).isEqualTo(4);
        assertThat(lookUp(ROUND_COMMITTEE, file.idNumber(0))
                        .items()
                        .getFirst()
                        .path("resident")
                        .path("id")
                        .asString())
                .isEqualTo(first.resident());
    }

    @Test
    void holdsNothingPersonalInClear() {
        SampleFile file = SampleFile.of(ROUND_COMMITTEE, 2);
        String id = Ids.next();
        rows.keep(id, ResidentFile.read(file.bytes()));

        String waiting = stored(id);
        assertThat(waiting)
                .contains("WAITING")
                .doesNotContain(file.idNumber(0), file.cell(0, "name"), file.cell(0, "phone"));

        tickets.save(ImportTicket.accept(id, CITY, List.of(CITY), false, CITY, 2, Instant.now()));
        worker.wake();
        finished(id);
        assertThat(stored(id)).contains("DONE").doesNotContain("cells");
    }

    private String stored(String ticket) {
        StringBuilder all = new StringBuilder();
        mongo.getCollection("import_rows")
                .find(new Document("ticket", ticket))
                .forEach(row -> all.append(row.toJson()));
        return all.toString();
    }

    private Api operator() {
        return as(tokens().role("city-operator").subject("city"));
    }

    private Answer lookUp(String idNumber) {
        return lookUp(NEIGHBOUR, idNumber);
    }

    private Answer lookUp(String committee, String idNumber) {
        return worker(committee)
                .post("/lookups", "{\"idNumber\": \"" + idNumber + "\", \"find\": \"RESIDENTS\"}")
                .ok();
    }

    private String errorsOf(Answer ticket) {
        return operator().get("/imports/" + ticket.id() + "/errors").ok().body();
    }

    private Answer finished(String ticket) {
        return finished(ticket, Duration.ofSeconds(30));
    }

    private Answer finished(String ticket, Duration patience) {
        List<Answer> last = new ArrayList<>();
        await().atMost(patience).pollInterval(Duration.ofMillis(100)).until(() -> {
            last.add(operator().get("/imports/" + ticket).ok());
            return last.getLast().text("state").equals("DONE");
        });
        return last.getLast();
    }

    private List<Long> counts() {
        return List.of(
                mongo.getCollection("residents").countDocuments(new Document("scope", NEIGHBOUR)),
                mongo.getCollection("households").countDocuments(new Document("scope", NEIGHBOUR)),
                mongo.getCollection("dwellings").countDocuments(new Document("scope", NEIGHBOUR)));
    }
}
