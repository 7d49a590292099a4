package io.communitycloud.legacy.online;

import io.communitycloud.city.Residence;
import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.control.Faults;
import io.communitycloud.legacy.online.Sessions.Session;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** PSB-03 来沪人员: pages for people, in GBK; a session that has ended shows the sign-in page and says nothing. */
@Component
final class IncomingResidentsSystem implements OnlineSystem {

    private static final Charset GBK = Charset.forName("GBK");
    private static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)JSESSIONID=([0-9a-f]+)");
    private static final Duration SESSION_LIFE = Duration.ofMinutes(20);

    private final People people;
    private final Faults faults;
    private final String password;
    private final Sessions visits;
    private final Sessions sessions;

    IncomingResidentsSystem(People people, Faults faults, Credentials credentials, Clock clock) {
        this.people = people;
        this.faults = faults;
        this.password = credentials.text("psb-03", "password");
        this.visits = new Sessions(clock, SESSION_LIFE, false);
        this.sessions = new Sessions(clock, SESSION_LIFE, false);
    }

    @Override
    public String id() {
        return "PSB-03";
    }

    @Override
    public Answer answer(Call call) {
        if (call.is("POST", "/login.do")) {
            return signIn(call);
        }
        Optional<Session> session = sessions.find(cookie(call));
        if (session.isPresent() && faults.strike(id(), "silent_logout_rate")) {
            sessions.end(session.get());
            return signInPage("");
        }
        if (call.is("GET", "/login.jsp") || session.isEmpty()) {
            return signInPage("");
        }
        if (call.is("GET", "/query.jsp")) {
            return page(form(session.get()));
        }
        if (call.is("POST", "/query.do")) {
            return query(call.form(GBK), session.get());
        }
        return error("页面不存在");
    }

    @Override
    public Answer failed() {
        return error("系统繁忙，请稍后再试！java.sql.SQLException: Io 异常: Connection refused");
    }

    @Override
    public Answer closed() {
        return error("系统服务时间为 7:00-22:00");
    }

    private Answer signIn(Call call) {
        Map<String, String> form = call.form(GBK);
        Optional<Session> visit = visits.find(cookie(call));
        boolean known = visit.isPresent()
                && visit.get().formToken().equals(form.get("_token"))
                && USER.equals(form.get("username"))
                && password.equals(form.get("password"));
        if (!known) {
            return signInPage("用户名或密码错误");
        }
        visit.ifPresent(visits::end);
        return new Answer(Answer.FOUND, Map.of("Location", "/psb-03/query.jsp"), new byte[0])
                .with("Set-Cookie", cookieOf(sessions.begin()));
    }

    private Answer query(Map<String, String> form, Session session) {
        if (!session.formToken().equals(form.get("_token"))) {
            return error("请勿重复提交");
        }
        String table = people.withNumber(form.get("zjhm"))
                .filter(person -> person.residence() == Residence.ACTUAL || People.isAmong(1_000, person))
                .map(IncomingResidentsSystem::table)
                .orElse("<div class=\"msg\">未查询到记录</div>");
        return page(form(session) + table);
    }

    private Answer signInPage(String message) {
        Session visit = visits.begin();
        return page("<form id=\"loginForm\" method=\"post\" action=\"/psb-03/login.do\">"
                        + "<input type=\"hidden\" name=\"_token\" value=\"" + visit.formToken() + "\">"
                        + "用户名<input name=\"username\">密码<input type=\"password\" name=\"password\">"
                        + "<font color=red>" + message + "</font></form>")
                .with("Set-Cookie", cookieOf(visit));
    }

    private static @Nullable String cookie(Call call) {
        String header = call.header("Cookie");
        Matcher matcher = COOKIE.matcher(header == null ? "" : header);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String cookieOf(Session session) {
        return "JSESSIONID=" + session.id() + "; Path=/psb-03; HttpOnly";
    }

    private static String form(Session session) {
        return "<form id=\"queryForm\" method=\"post\" action=\"/psb-03/query.do\">"
                + "<input type=\"hidden\" name=\"_token\" value=\"" + session.formToken() + "\">"
                + "证件号码<input name=\"zjhm\"></form>";
    }

    private static String table(SampleResident person) {
        return "<table id=\"result\" border=1><tr><th>姓名</th><th>证件号码</th><th>来沪日期</th><th>有效期至</th><th>房东姓名</th>"
                + "<th>房东电话</th></tr><tr><td>"
                + String.join(
                        "</td><td>",
                        Xml.escape(person.name()),
                        person.idNumber(),
                        "2024-03-01",
                        "2027-02-28",
                        "合成房东",
                        "10000000000")
                + "</td></tr></table>";
    }

    private static Answer error(String text) {
        return page("<div class=\"error\">" + text + "</div>");
    }

    private static Answer page(String content) {
        return Answer.html(
                Answer.OK,
                GBK,
                "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=GBK\"><title>来沪人员居住登记</title>"
                        + "</head><body>" + content + "</body></html>");
    }
}
