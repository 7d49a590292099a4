package io.communitycloud.legacy.online;

import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** HRS-01 就业失业登记: one session at a time, one call at a time, fields that are codes. */
@Component
final class EmploymentSystem implements OnlineSystem {

    private static final Charset GBK = Charset.forName("GBK");
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);
    private static final int ONE_IN = 15;

    private final People people;
    private final String password;
    private final Sessions sessions;
    private final Semaphore one = new Semaphore(1);

    EmploymentSystem(People people, Credentials credentials, Clock clock) {
        this.people = people;
        this.password = credentials.text("hrs-01", "password");
        this.sessions = new Sessions(clock, TOKEN_LIFE, true);
    }

    @Override
    public String id() {
        return "HRS-01";
    }

    @Override
    public Answer answer(Call call) {
        Document request = Xml.parse(call.body()).orElse(null);
        if (request == null || !call.is("POST", "/service/Employment")) {
            return Soap.V11.fault(Answer.BROKEN, GBK, "soapenv:Client", "报文解析失败");
        }
        String action = String.valueOf(call.header("SOAPAction")).replace("\"", "");
        if (!one.tryAcquire()) {
            return coded(action, "E_BUSY");
        }
        try {
            return switch (action) {
                case "login" -> signIn(request);
                case "queryEmployment" -> query(request);
                default -> Soap.V11.fault(Answer.BROKEN, GBK, "soapenv:Client", "无此服务");
            };
        } finally {
            one.release();
        }
    }

    @Override
    public Answer failed() {
        return Soap.V11.fault(Answer.BROKEN, GBK, "soapenv:Server", "weblogic.rmi.extensions.RemoteRuntimeException");
    }

    @Override
    public Answer closed() {
        return Answer.html(Answer.CLOSED, GBK, "<html><body>月末结转，暂停服务</body></html>");
    }

    private Answer signIn(Document request) {
        if (!USER.equals(Xml.textOf(request, "user")) || !password.equals(Xml.textOf(request, "password"))) {
            return coded("login", "E_AUTH");
        }
        return response(
                "login",
                Xml.element("code", "0") + Xml.element("token", sessions.begin().id()));
    }

    private Answer query(Document request) {
        if (sessions.find(Xml.textOf(request, "token")).isEmpty()) {
            return coded("queryEmployment", "E_TOKEN");
        }
        return people.withNumber(Xml.textOf(request, "AAC002"))
                .filter(person -> People.isAmong(ONE_IN, person))
                .map(person -> response("queryEmployment", Xml.element("code", "0") + registration(person)))
                .orElseGet(() -> coded("queryEmployment", "1"));
    }

    private static String registration(SampleResident person) {
        return Xml.element("AAC003", person.name())
                + Xml.element("AAC002", person.idNumber())
                + Xml.element("AJC090", "20250301")
                + Xml.element("AAE100", "1");
    }

    private static Answer coded(String action, String code) {
        return response(action, Xml.element("code", code));
    }

    private static Answer response(String action, String content) {
        String name = action.matches("[A-Za-z]+") ? action + "Response" : "response";
        return Soap.V11.answer(
                Answer.OK, GBK, "<" + name + " xmlns=\"urn:hrs:employment\">" + content + "</" + name + ">");
    }
}
