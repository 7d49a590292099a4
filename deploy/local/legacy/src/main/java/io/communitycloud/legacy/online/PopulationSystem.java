package io.communitycloud.legacy.online;

import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** PSB-01 实有人口: SOAP 1.1 in GBK with WS-Security; a character that GBK has not is lost. */
@Component
final class PopulationSystem implements OnlineSystem {

    private static final Charset GBK = Charset.forName("GBK");
    private static final String NAMESPACE = "urn:psb:population";
    private static final int MOST_ROWS = 200;
    private static final int CHANGE_DAYS = 20;

    private final People people;
    private final String password;
    private final List<String> addresses;
    private final Nonces nonces;

    PopulationSystem(People people, Credentials credentials, LegacySettings settings, Clock clock) {
        this.people = people;
        this.password = credentials.text("psb-01", "password");
        this.addresses = settings.addresses();
        this.nonces = new Nonces(clock);
    }

    @Override
    public String id() {
        return "PSB-01";
    }

    @Override
    public Answer answer(Call call) {
        if (!addresses.contains(call.remoteAddress())) {
            return Answer.html(Answer.FORBIDDEN, GBK, "<html><body>禁止访问</body></html>");
        }
        if (!call.is("POST", "/services/PopulationService")) {
            return Soap.V11.fault(Answer.BROKEN, GBK, "soapenv:Client", "No such service");
        }
        Document request = Xml.parse(call.body()).orElse(null);
        if (request == null) {
            return Soap.V11.fault(Answer.BROKEN, GBK, "soapenv:Client", "报文解析失败");
        }
        if (!isKnown(request)) {
            return Soap.V11.fault(
                    Answer.BROKEN,
                    GBK,
                    "wsse:FailedAuthentication",
                    "The security token could not be authenticated or authorized");
        }
        String since = Xml.textOf(request, "BDRQ");
        if (since != null) {
            return changes(since, count(request, "PAGE", 1), Math.min(count(request, "SIZE", MOST_ROWS), MOST_ROWS));
        }
        String number = Xml.textOf(request, "GMSFHM");
        return people.withNumber(number)
                .map(PopulationSystem::found)
                .orElseGet(() -> Soap.V11.raw(
                        Answer.OK, GBK, response(Xml.element("code", "1") + Xml.element("message", "查无此人"))));
    }

    @Override
    public Answer failed() {
        return Soap.V11.fault(Answer.BROKEN, GBK, "soapenv:Server", "ORA-01034: ORACLE not available");
    }

    @Override
    public Answer closed() {
        return Answer.html(Answer.CLOSED, GBK, "<html><body>系统每日 0:00-5:00 停机维护</body></html>");
    }

    /** The digest of OASIS UsernameToken Profile 1.0: SHA-1 over nonce, time of making and password. */
    private boolean isKnown(Document request) {
        String nonce = Xml.textOf(request, "Nonce");
        String created = Xml.textOf(request, "Created");
        String digest = Xml.textOf(request, "Password");
        if (nonce == null || created == null || digest == null || !USER.equals(Xml.textOf(request, "Username"))) {
            return false;
        }
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(Base64.getDecoder().decode(nonce));
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            byte[] expected = sha1.digest(password.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(expected, Base64.getDecoder().decode(digest))
                    && nonces.isNear(Instant.parse(created))
                    && nonces.isNew(nonce);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever changed on a day or after it, by day and number: the night's delta, page by page. */
    private Answer changes(String since, int page, int size) {
        if (!since.matches("[0-9]{8}") || page < 1 || size < 1) {
            return Soap.V11.raw(Answer.OK, GBK, delta(Xml.element("code", "2") + Xml.element("message", "参数错误")));
        }
        List<SampleResident> changed = people.all().stream()
                .filter(person -> changedOn(person).compareTo(since) >= 0)
                .sorted(Comparator.comparing(PopulationSystem::changedOn).thenComparing(SampleResident::idNumber))
                .toList();
        StringBuilder persons = new StringBuilder();
        changed.stream().skip((page - 1L) * size).limit(size).forEach(person -> persons.append(element(person)));
        return Soap.V11.raw(
                Answer.OK,
                GBK,
                delta(Xml.element("code", "0")
                        + Xml.element("total", Integer.toString(changed.size()))
                        + "<persons>" + persons + "</persons>"));
    }

    private static String delta(String content) {
        return "<queryDeltaResponse xmlns=\"" + NAMESPACE + "\">" + content + "</queryDeltaResponse>";
    }

    /** What a request says, 0 where it is no number. */
    private static int count(Document request, String element, int otherwise) {
        String text = Xml.textOf(request, element);
        return text == null ? otherwise : text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }

    /** One of the first twenty days of the month in which the bureaus' clock stands. */
    private static String changedOn(SampleResident person) {
        return String.format(Locale.ROOT, "202611%02d", 1 + (People.ordinal(person) + 13) % CHANGE_DAYS);
    }

    private static Answer found(SampleResident person) {
        return Soap.V11.raw(Answer.OK, GBK, response(Xml.element("code", "0") + element(person)));
    }

    private static String element(SampleResident person) {
        String address = person.lane() + person.building() + person.unit() + person.room();
        String relation = person.relation().equals("0") ? "02" : person.relation() + "0";
        return "<person>"
                + Xml.element("XM", person.name())
                + Xml.element("XB", person.sex())
                + Xml.element("MZ", person.ethnic())
                + Xml.element("GMSFHM", person.idNumber())
                + Xml.element("CSRQ", person.birthDate().format(DateTimeFormatter.BASIC_ISO_DATE))
                + Xml.element(
                        "HJDXZ", person.residence() == io.communitycloud.city.Residence.REGISTERED ? address : "外省市")
                + Xml.element("JZDXZ", address)
                + Xml.element("YHZGX", relation)
                + Xml.element("BDRQ", changedOn(person))
                + "</person>";
    }

    private static String response(String content) {
        return "<queryPersonResponse xmlns=\"" + NAMESPACE + "\">" + content + "</queryPersonResponse>";
    }
}
