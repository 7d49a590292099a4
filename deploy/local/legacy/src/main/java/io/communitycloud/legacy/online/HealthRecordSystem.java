package io.communitycloud.legacy.online;

import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.control.StandInClock;
import io.communitycloud.legacy.people.People;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** HLT-01 健康档案: XML over mutual TLS; who has no certificate does not get as far as this class. */
@Component
final class HealthRecordSystem implements OnlineSystem {

    private static final int NOT_ONE_IN = 3;

    private final People people;
    private final StandInClock clock;

    HealthRecordSystem(People people, StandInClock clock) {
        this.people = people;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "HLT-01";
    }

    @Override
    public Answer answer(Call call) {
        String goodUntil = call.header(MutualTls.PROOF);
        if (goodUntil == null) {
            return xml(Answer.FORBIDDEN, "<error><code>NO_CERTIFICATE</code></error>");
        }
        // By the bureaus' clock: set a year ahead, it is the drill of a certificate that nobody renewed.
        if (clock.now().atZone(StandInClock.SHANGHAI).toInstant().isAfter(Instant.parse(goodUntil))) {
            return xml(Answer.FORBIDDEN, "<error><code>CERT_EXPIRED</code></error>");
        }
        Document request = Xml.parse(call.body()).orElse(null);
        if (request == null || !call.is("POST", "/ehr/query")) {
            return xml(Answer.NOT_FOUND, "<error><code>400</code></error>");
        }
        return people.withNumber(Xml.textOf(request, "idCard"))
                .filter(person -> People.ordinal(person) % NOT_ONE_IN != 0)
                .map(person -> xml(Answer.OK, file(person)))
                .orElseGet(() -> xml(Answer.NOT_FOUND, "<error><code>404</code></error>"));
    }

    @Override
    public Answer failed() {
        return xml(
                Answer.BROKEN,
                "<error><code>500</code><text>IRIS ErrorCode: 5001 &lt;UNDEFINED&gt;zGetEhr+14^EHR.Query.1</text></error>");
    }

    private static String file(SampleResident person) {
        int ordinal = People.ordinal(person);
        return "<ehr>"
                + Xml.element("patientId", String.format(Locale.ROOT, "P%08d", ordinal))
                + Xml.element("idCard", person.idNumber())
                + Xml.element("signDoctor", ordinal % 2 == 1 ? "合成医生" + ordinal % 12 : "")
                + "<chronic>" + (ordinal % 7 == 0 ? "<code>I10</code><code>E11</code>" : "") + "</chronic>"
                + Xml.element("checkUpOn", ordinal % 4 == 3 ? "2026-05-20" : "")
                + "</ehr>";
    }

    private static Answer xml(int status, String content) {
        return Answer.text(
                status,
                "application/xml",
                StandardCharsets.UTF_8,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + content);
    }
}
